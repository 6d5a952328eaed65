package io.mtasts.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.verdict.MxFinding;
import io.mtasts.verdict.StarttlsFinding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingCodeTest {

    @ParameterizedTest
    @CsvSource({"MX_UNCOVERED_SOME, true", "MX_NONE, true", "MX_PATTERN_UNREGISTERED, false", "MX_TARGET_IP, false"})
    void suggestsText_ifTheRemedyContainsOne(MxFinding code, boolean suggests) {
        assertThat(code.suggestsText()).isEqualTo(suggests);
        assertThat(code.about("a.example").suggestsText()).isEqualTo(suggests);
    }

    @Test
    void code_namesThePart() {
        assertThat(MxFinding.MX_NONE.code()).isEqualTo("mx-none");
        assertThat(MxFinding.MX_NONE.part()).isEqualTo(CheckedPart.MX);
        assertThat(StarttlsFinding.STARTTLS_CERT_EXPIRED.part()).isEqualTo(CheckedPart.STARTTLS);
    }
}
