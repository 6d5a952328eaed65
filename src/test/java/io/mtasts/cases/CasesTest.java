package io.mtasts.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.finding.Finding;
import io.mtasts.finding.Severity;
import io.mtasts.name.DomainInput;
import io.mtasts.sts.PolicyFinding;
import io.mtasts.verdict.Evaluator;
import io.mtasts.verdict.InconclusiveLookup;
import io.mtasts.verdict.Report;
import io.mtasts.verdict.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every conformance case against the pure core: no network, no framework. */
class CasesTest {

    /** Raised by rule in every set-up that is in testing mode. */
    private static final Set<Object> ADDED_BY_RULE = Set.of(PolicyFinding.POLICY_TESTING);

    static Stream<Case> accepted() {
        return Case.all().filter(testCase -> !testCase.isRejected());
    }

    static Stream<Case> rejected() {
        return Case.all().filter(Case::isRejected);
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void evaluate(Case testCase) {
        DomainInput input = DomainInput.parse(testCase.typed());
        assertThat(input.accepted().map(accepted -> accepted.name().ascii()))
                .contains(Case.withoutRoot(testCase.domain()));

        Report report = Evaluator.evaluate(input.findings(), CaseObservations.of(testCase));

        assertThat(report.verdict().map(Verdict::toString)).isEqualTo(testCase.verdict());
        assertThat(report.inconclusive().map(CasesTest::status))
                .isEqualTo(
                        Optional.of(testCase.expect().path("problem").asInt()).filter(status -> status > 0));
        assertFindings(testCase, report.findings());
        if (testCase.expect().has("severity")) {
            assertThat(report.severity()
                            .map(severity -> severity.name().toLowerCase(Locale.ROOT))
                            .orElse("ok"))
                    .isEqualTo(testCase.expect().get("severity").asText());
        }
    }

    @ParameterizedTest
    @MethodSource("rejected")
    void reject(Case testCase) {
        DomainInput input = DomainInput.parse(testCase.typed());

        assertThat(input.accepted()).isEmpty();
        assertFindings(testCase, input.findings());
    }

    private static int status(InconclusiveLookup missing) {
        return missing.timedOut() ? 504 : 502;
    }

    /** What is expected is there, and what else is there is information only. */
    private static void assertFindings(Case testCase, List<Finding> findings) {
        List<String> expected = testCase.expectedFindings();
        assertThat(findings).extracting(finding -> finding.code().code()).containsAll(expected);
        assertThat(findings)
                .filteredOn(finding -> !expected.contains(finding.code().code()))
                .filteredOn(finding -> !ADDED_BY_RULE.contains(finding.code()))
                .allSatisfy(finding -> assertThat(finding.severity()).isEqualTo(Severity.INFO));
        if (testCase.expect().has("transient")) {
            assertThat(findings)
                    .filteredOn(finding -> expected.contains(finding.code().code()))
                    .allSatisfy(finding -> assertThat(finding.isTransient())
                            .isEqualTo(testCase.expect().get("transient").asBoolean()));
        }
    }
}
