package io.mtasts.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublishedTextsTest {

    private static Report report(Optional<List<String>> records) {
        PublishedTexts texts = new PublishedTexts(records, Optional.empty(), Optional.of("text/plain"), List.of());
        return Evaluator.evaluate(List.of(), texts.observations(Instant.parse("2026-11-29T12:00:00Z")));
    }

    @Test
    void observations_ofALeftOutRecord_areValid() {
        assertThat(report(Optional.empty()).verdict()).contains(Verdict.ENFORCING);
    }

    @Test
    void observations_ofNoRecord_announceNothing() {
        Report report = report(Optional.of(List.of()));

        assertThat(report.observations().record().absent()).isTrue();
        assertThat(report.verdict()).isPresent();
        assertThat(report.verdict()).isNotEqualTo(Optional.of(Verdict.ENFORCING));
    }
}
