package io.mtasts.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.document.CatalogueEntryDocument;
import io.mtasts.document.FindingCatalogue;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The data about senders as a whole. */
class SenderMatrixTest {

    private static final SenderMatrix MATRIX = SenderMatrix.current();

    private static List<String> codes() {
        return MATRIX.irregularities().stream().map(Irregularity::code).toList();
    }

    @Test
    void data_isComplete() {
        assertThat(MATRIX.senders()).hasSize(27).extracting(Sender::id).doesNotHaveDuplicates();
        assertThat(codes()).hasSize(62).doesNotHaveDuplicates();
        assertThat(MATRIX.senders().stream()
                        .mapToInt(sender -> sender.cells().size())
                        .sum())
                .isEqualTo(550);
    }

    @Test
    void senders_haveADateAndEvidence() {
        assertThat(MATRIX.senders()).allSatisfy(sender -> {
            assertThat(sender.date()).isBetween(LocalDate.of(2019, 1, 1), MATRIX.readAt());
            assertThat(sender.evidence()).isNotBlank();
            assertThat(sender.commit().isEmpty() || !sender.repository().isEmpty())
                    .isTrue();
        });
    }

    @Test
    void cells_areAboutKnownIrregularities() {
        assertThat(MATRIX.senders())
                .allSatisfy(sender -> assertThat(sender.cells().keySet()).isSubsetOf(codes()));
    }

    @Test
    void senders_withoutMtaSts_haveNoCells() {
        assertThat(MATRIX.senders())
                .filteredOn(sender -> sender.support() != Sender.Support.YES)
                .hasSize(12)
                .allSatisfy(sender -> assertThat(sender.cells()).isEmpty());
    }

    @Test
    void irregularities_areShownByTheTableOrHaveAReason() {
        assertThat(IrregularityRules.observed()).doesNotContainAnyElementsOf(IrregularityRules.NOT_OBSERVED.keySet());
        assertThat(codes())
                .containsExactlyInAnyOrderElementsOf(java.util.stream.Stream.concat(
                                IrregularityRules.observed().stream(), IrregularityRules.NOT_OBSERVED.keySet().stream())
                        .toList());
    }

    @Test
    void table_namesOnlyFindingsOfTheCatalogue() {
        assertThat(IrregularityRules.FINDINGS)
                .extracting(IrregularityRules.FindingRule::finding)
                .isSubsetOf(FindingCatalogue.all().stream()
                        .map(CatalogueEntryDocument::code)
                        .toList());
    }

    @Test
    void replies_areThoseOfKnownSenders() {
        assertThat(MATRIX.replies()).isNotEmpty().allSatisfy(reply -> {
            assertThat(MATRIX.sender(reply.senderId())).isPresent();
            assertThat(reply.code()).matches("[45]\\.\\d\\.\\d{1,3}");
            assertThat(reply.source()).isNotBlank();
            assertThat(reply.permanent()).isEqualTo(reply.code().startsWith("5"));
        });
    }
}
