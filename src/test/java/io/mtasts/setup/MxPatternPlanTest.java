package io.mtasts.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.finding.Finding;
import io.mtasts.setup.SetupRequest.PatternStyle;
import io.mtasts.sts.MxPattern;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MxPatternPlanTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # hosts                               | style    | patterns                              | findings
            mx1.example.com mx2.example.com       | EXACT    | mx1.example.com mx2.example.com       | -
            mx1.example.com mx2.example.com       | WILDCARD | *.example.com                         | setup-wildcard
            mx1.example.com                       | WILDCARD | *.example.com                         | setup-wildcard
            a.example.com b.example.net           | WILDCARD | *.example.com *.example.net           | setup-wildcard setup-wildcard
            a.example.com b.x.example.com         | WILDCARD | *.example.com *.x.example.com         | setup-wildcard setup-wildcard
            example.com                           | WILDCARD | example.com                           | setup-wildcard-too-broad
            example.com mx.example.com            | WILDCARD | example.com *.example.com             | setup-wildcard-too-broad setup-wildcard
            example.co.uk mx.example.co.uk        | WILDCARD | example.co.uk *.example.co.uk         | setup-wildcard-too-broad setup-wildcard
            example.xy.uk                         | WILDCARD | *.xy.uk                               | setup-wildcard
            localhost                             | EXACT    | localhost                             | -
            localhost                             | WILDCARD | localhost                             | -
            192.0.2.1 mx.example.com              | EXACT    | mx.example.com                        | -
            192.0.2.1                             | WILDCARD | -                                     | -
            2001:db8::1                           | EXACT    | -                                     | -
            mx_1.example.com                      | EXACT    | -                                     | -
            mx_1.example.com                      | WILDCARD | *.example.com                         | setup-wildcard
            .example.com                          | EXACT    | -                                     | -
            """)
    void covering(String hosts, PatternStyle style, String patterns, String findings) {
        MxPatternPlan covering = MxPatternPlan.covering(List.of(hosts.split(" ")), style);

        assertThat(covering.mx().stream().map(MxPattern::toString)).isEqualTo(words(patterns));
        assertThat(covering.findings().stream().map(finding -> finding.code().code()))
                .isEqualTo(words(findings));
    }

    @ParameterizedTest
    @CsvSource({"WILDCARD"})
    void covering_reportsPatternsThatAreTooBroad(PatternStyle style) {
        List<Finding> findings = MxPatternPlan.covering(List.of("b.example.com", "a.example.com", "example.org"), style)
                .findings();

        assertThat(findings.stream().map(Finding::message).collect(Collectors.toList()))
                .containsExactly(
                        "The pattern *.org would accept the hosts of everybody who registers a name there, so the policy"
                                + " names example.org itself.",
                        "The pattern *.example.com is broader than needed: it accepts every host one label below, not only"
                                + " b.example.com, a.example.com.");
    }

    private static List<String> words(String text) {
        return text == null ? List.of() : List.of(text.split(" "));
    }
}
