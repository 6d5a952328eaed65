package io.mtasts.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtasts.verdict.MxFinding;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({
        "Remove {subject}, 'Remove {publish} {x}'",
        "{subject}{found}., {publish} {x}b.",
        "Remove {subject, Remove {subject",
        "Remove subject}, Remove subject}",
        "{, {",
        "'', ''"
    })
    void remedy_fillsPlaceholdersOnly(String template, String remedy) {
        assertThat(FINDING.withEvidence("b").withRemedy(template).remedy()).isEqualTo(remedy);
    }

    @Test
    void remedy_refusesAnUnknownPlaceholder() {
        Finding finding = FINDING.withRemedy("{name}");

        assertThatThrownBy(finding::remedy)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name");
    }

    @Test
    void with_changesOnePart() {
        TextSpan span = new TextSpan(1, 2, 3);
        Finding changed = FINDING.withEvidence("found")
                .withSuggestedText("publish")
                .withLocation(span)
                .withAliasTarget("target")
                .withRemedy("remedy")
                .withSeverity(Severity.WARNING)
                .asTransient(true);

        assertThat(changed)
                .isEqualTo(new Finding(
                        FINDING.code(),
                        Severity.WARNING,
                        FINDING.subject(),
                        "found",
                        "publish",
                        Optional.of(span),
                        "target",
                        "remedy",
                        true));
        assertThat(changed.asTransient(false).isTransient()).isFalse();
        assertThat(changed.asInfo()).isEqualTo(changed.withSeverity(Severity.INFO));
    }

    @ParameterizedTest
    @CsvSource({"INFO, false", "WARNING, false", "ERROR, true", "CRITICAL, true"})
    void isError_ifTheSetUpIsInvalid(Severity severity, boolean error) {
        Finding finding = FINDING.withSeverity(severity);

        assertThat(finding.isError()).isEqualTo(error);
        assertThat(Finding.anyError(List.of(FINDING.asInfo(), finding))).isEqualTo(error);
    }

    @Test
    void suggestsText_dependsOnTheRemedyOfTheFinding() {
        assertThat(FINDING.withRemedy("Remove {subject}.").suggestsText()).isFalse();
    }

    @Test
    void worstFirst_keepsTheOrderOfTheSameSeverity() {
        Finding info = FINDING.asInfo();
        Finding error = FINDING.withSeverity(Severity.ERROR);
        Finding otherError = error.withEvidence("other");

        assertThat(Finding.worstFirst(List.of(info, otherError, FINDING, error)))
                .containsExactly(FINDING, otherError, error, info);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "4, 4", "5, 5", "6, 5", "100, 5"})
    void limitPerCode_keepsTheFirst(int count, int kept) {
        Finding other = MxFinding.MX_UNCOVERED_ALL.about("a.example");
        List<Finding> findings = Stream.concat(Collections.nCopies(count, FINDING).stream(), Stream.of(other))
                .toList();

        assertThat(Finding.limitPerCode(Finding.MAX_PER_TEXT, findings))
                .hasSize(kept + 1)
                .endsWith(other);
    }

    @Test
    void firstMessage_isEmptyWithoutFindings() {
        Finding other = MxFinding.MX_UNCOVERED_ALL.about("a.example");

        assertThat(Finding.firstMessage(List.of(other, FINDING))).isEqualTo(other.message());
        assertThat(Finding.firstMessage(List.of())).isEmpty();
    }
}
