package io.mtasts.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mtasts.dmarc.DmarcEvaluator;
import io.mtasts.dmarc.DmarcFinding;
import io.mtasts.dmarc.DmarcLookupPlan;
import io.mtasts.dmarc.DmarcObservations;
import io.mtasts.dmarc.DmarcReport;
import io.mtasts.dmarc.ReportDestination;
import io.mtasts.dmarc.TxtLookups;
import io.mtasts.finding.Finding;
import io.mtasts.finding.FindingCode;
import io.mtasts.name.DomainInput;
import io.mtasts.name.DomainName;
import io.mtasts.text.KebabCase;
import io.mtasts.verdict.Lookup;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every DMARC case against the pure core. */
class DmarcCasesTest {

    /** The walk, and the domain itself. RFC 9989, 4.10. */
    private static final int MAX_FIRST_QUERIES = 8 + 1;

    static Stream<DmarcCase> all() {
        return DmarcCase.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void evaluate(DmarcCase testCase) {
        DmarcReport report = report(testCase);

        assertThat(report.verdict().map(Object::toString)).isEqualTo(testCase.expected("verdict"));
        assertThat(report.inconclusive().map(missing -> missing.timedOut() ? "504" : "502"))
                .isEqualTo(testCase.expected("problem"));
        assertThat(codes(report.findings())).isEqualTo(testCase.findings());
        testCase.expected("policy")
                .ifPresent(policy ->
                        assertThat(report.policy().orElseThrow().applied()).hasToString(policy));
        testCase.expected("at")
                .ifPresent(domain ->
                        assertThat(report.policy().orElseThrow().domain()).hasToString(domain));
        testCase.expected("organization")
                .ifPresent(domain ->
                        assertThat(report.organization().orElseThrow()).hasToString(domain));
        if (testCase.expect().has("destinations")) {
            assertThat(destinations(report))
                    .isEqualTo(destinations(testCase.expect().get("destinations")));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void evaluate_suggestedTextsAreValid(DmarcCase testCase) {
        for (Finding finding : report(testCase).findings()) {
            if (finding.suggestedText().startsWith("v=")
                    && finding.code() != DmarcFinding.DMARC_DESTINATION_UNAUTHORIZED
                    && finding.code() != DmarcFinding.DMARC_MULTIPLE) {
                String name = "_dmarc." + testCase.domain();
                Lookup<String> published = Lookup.found(name, List.of(finding.suggestedText()));
                Set<String> codes = codes(report(
                                testCase.domain(),
                                requested -> requested.equals(name)
                                        ? published
                                        : Lookup.without(requested, Lookup.Outcome.NX_DOMAIN))
                        .findings());
                assertThat(codes)
                        .as(finding.suggestedText())
                        .doesNotContain(finding.code().code());
                assertThat(codes)
                        .as(finding.suggestedText())
                        .noneMatch(code -> code.matches("dmarc-(p-invalid|p-missing|tag-.*)"));
            }
        }
    }

    @Test
    void everyCode_isRaisedBySomeCase() {
        Set<String> expected =
                all().flatMap(testCase -> testCase.findings().stream()).collect(Collectors.toSet());

        assertThat(expected)
                .containsAll(
                        Stream.of(DmarcFinding.values()).map(FindingCode::code).toList());
    }

    private interface Dns {
        Lookup<String> txt(String name);
    }

    private static DmarcReport report(DmarcCase testCase) {
        return report(testCase.typed(), testCase::txt);
    }

    private static DmarcReport report(String typed, Dns dns) {
        DomainInput.Accepted input = DomainInput.parse(typed).accepted().orElseThrow();
        DomainName domain = input.name();
        List<String> names = DmarcLookupPlan.first(domain);
        assertThat(names).hasSizeLessThanOrEqualTo(MAX_FIRST_QUERIES).doesNotHaveDuplicates();
        TxtLookups first = TxtLookups.of(names.stream().map(dns::txt).toList());
        List<String> more = DmarcLookupPlan.second(domain, first);
        assertThat(more).doesNotHaveDuplicates().doesNotContainAnyElementsOf(names);
        TxtLookups all = first.and(TxtLookups.of(more.stream().map(dns::txt).toList()));
        return DmarcEvaluator.evaluate(
                input.findings(), new DmarcObservations(domain, all, Instant.EPOCH, Duration.ZERO));
    }

    private static Set<String> codes(List<Finding> findings) {
        return findings.stream().map(finding -> finding.code().code()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> destinations(DmarcReport report) {
        return report.destinations().stream()
                .collect(Collectors.toMap(to -> to.host().ascii(), DmarcCasesTest::word));
    }

    private static String word(ReportDestination destination) {
        return KebabCase.of(destination.authorization());
    }

    private static Map<String, String> destinations(JsonNode expected) {
        Map<String, String> all = new HashMap<>();
        expected.properties()
                .forEach(entry -> all.put(entry.getKey(), entry.getValue().asText()));
        return all;
    }
}
