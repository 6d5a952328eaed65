package io.mtasts.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.verdict.MxFinding;
import org.junit.jupiter.api.Test;

class FindingTest {

    private static final Finding FINDING =
            MxFinding.MX_UNCOVERED_SOME.about("{publish} {x}").withSuggestedText("mx: {subject} {x}");

    @Test
    void message_keepsOutsideTextUnchanged() {
        assertThat(FINDING.message()).startsWith("The policy does not cover the mail server {publish} {x}. In mode");
    }

    @Test
    void remedy_keepsOutsideTextUnchanged() {
        assertThat(FINDING.remedy()).endsWith(":\nmx: {subject} {x}");
    }

    @Test
    void remedy_endsBeforeAMissingText() {
        assertThat(FINDING.withSuggestedText("").remedy()).endsWith(".").doesNotContain("mx: ");
    }

    @Test
    void remedy_canDependOnObservations() {
        Finding finding = FINDING.withRemedy("Remove {subject}: {publish}");

        assertThat(finding.remedy()).isEqualTo("Remove {publish} {x}: mx: {subject} {x}");
        assertThat(finding.withSuggestedText("").remedy()).isEqualTo("Remove {publish} {x}.");
        assertThat(finding.withAliasTarget("a.example").remedy()).endsWith("Remove {publish} {x}: mx: {subject} {x}");
    }
}
