package io.mtasts.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.sts.MxPattern;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What patterns accept. RFC 8461, 4.1. */
class PatternSetsTest {

    private static List<MxPattern> patterns(String cell) {
        return PatternSets.ofNames(PlanFixtures.names(cell));
    }

    /** A wildcard replaces exactly one left-most label. */
    @ParameterizedTest
    @CsvSource({
        "mx1.example.com, mx1.example.com, true",
        "mx1.example.com, mx2.example.com, false",
        "mx2.example.com mx1.example.com, mx1.example.com, true",
        "*.example.com, mx1.example.com, true",
        "*.example.com, example.com, false",
        "*.example.com, a.mx1.example.com, false",
        "mx1.example.com, *.example.com, false",
        "*.example.com, *.example.com, true",
        "*.example.com, *.mail.example.com, false",
        "*.com, *.example.com, false",
        ", mx1.example.com, false",
    })
    void covers_allThatAPatternAccepts(String patterns, String pattern, boolean expected) {
        assertThat(PatternSets.covers(patterns(patterns), MxPattern.of(pattern).orElseThrow()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "mx1.example.com, mx2.example.com, mx1.example.com mx2.example.com",
        "mx1.example.com, mx1.example.com, mx1.example.com",
        "mx1.example.com, mx2.example.com mx2.example.com, mx1.example.com mx2.example.com",
        "*.example.com, mx1.example.com mx9.example.net, *.example.com mx9.example.net",
        "mx1.example.com, *.example.com, mx1.example.com *.example.com",
        ", mx1.example.com, mx1.example.com",
    })
    void union_keepsTheFirstAndAddsWhatTheyLeaveOut(String first, String others, String expected) {
        assertThat(PatternSets.union(patterns(first), patterns(others))).isEqualTo(patterns(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "mx1.example.com mx2.example.com, mx1.example.com mx2.example.com",
        "mx1.example.com mx1.example.com, mx1.example.com",
        "_mx.example.com mx1.example.com, mx1.example.com",
        "192.0.2.1, ",
    })
    void ofNames_leavesOutWhatNoPolicyCanName(String servers, String expected) {
        assertThat(PatternSets.texts(PatternSets.ofNames(PlanFixtures.names(servers))))
                .isEqualTo(PlanFixtures.names(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "mx1.example.com, mx1.example.com mx2.example.com, mx2.example.com",
        "*.example.com, mx1.example.com a.mx1.example.com, a.mx1.example.com",
        "mx1.example.com, _mx.example.com, _mx.example.com",
        "*.example.com, _mx.example.com, ",
    })
    void uncovered_serversMatchNoPattern(String patterns, String servers, String expected) {
        assertThat(PatternSets.uncovered(patterns(patterns), PlanFixtures.names(servers)))
                .isEqualTo(PlanFixtures.names(expected));
    }
}
