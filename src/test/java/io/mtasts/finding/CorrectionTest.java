package io.mtasts.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.verdict.MxFinding;
import java.util.List;
import org.junit.jupiter.api.Test;

class CorrectionTest {

    @Test
    void at_changesTheNameOnly() {
        List<Correction.Change> changes = List.of(new Correction.Change(MxFinding.MX_UNCOVERED_ALL, "a", "b"));
        Correction correction =
                new Correction("a.example", Correction.Type.TXT, "a", "b", changes, List.of("An assumption."));

        assertThat(correction.at("b.example"))
                .isEqualTo(
                        new Correction("b.example", Correction.Type.TXT, "a", "b", changes, List.of("An assumption.")));
    }
}
