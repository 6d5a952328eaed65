package io.mtasts.tlsrpt;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.finding.Correction;
import io.mtasts.finding.Finding;
import io.mtasts.text.Slip;
import io.mtasts.text.SlipProperty;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of {@link Correction} hold for generated records with slips. The seed reproduces a failure. */
class TlsRptCorrectionPropertyTest {

    private static final String NAME = "_smtp._tls.example.com";
    private static final List<String> DESTINATIONS = List.of(
            "mailto:a@example.com",
            "mailto:tls.reports@rep.example.net",
            "mailto:x+y@p.example",
            "mailto:r@xn--bcher-kva.example",
            "https://rep.example.net/tls",
            "https://tls_rpt.example.com:8443/v1/in?domain=example.com");

    @ParameterizedTest
    @EnumSource(Slip.class)
    void correction_repairsOneMistake(Slip slip) {
        SlipProperty.oneSlip(slip, TlsRptCorrectionPropertyTest::record, (intended, text) -> {
            TlsRptParseResult result = read(text);
            // Only a defined name shows that a colon was meant to be an equals sign.
            if (!result.findings().isEmpty() && !text.contains("x:y")) {
                assertThat(result.correction().map(Correction::corrected))
                        .as(text)
                        .contains(intended);
                assertRules(intended, text, result);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void correction_ofSeveralMistakesKeepsTheRules(int slips) {
        SlipProperty.severalSlips(slips, 8460, TlsRptCorrectionPropertyTest::record, (intended, text) -> {
            TlsRptParseResult result = read(text);
            assertRules(intended, text, result);
            return result.correction().isPresent() || result.findings().isEmpty();
        });
    }

    private static void assertRules(String intended, String text, TlsRptParseResult result) {
        Optional<String> corrected = result.correction().map(Correction::corrected);
        for (Finding finding : result.findings()) {
            if (finding.code() != TlsRptFinding.TLSRPT_ABSENT) {
                assertThat(finding.suggestedText()).as(text).isEqualTo(corrected.orElse(""));
            }
        }
        if (corrected.isPresent()) {
            TlsRptParseResult again = read(corrected.get());
            assertThat(again.findings()).as(text).isEmpty();
            assertThat(again.rua()).as(text).isSubsetOf(read(intended).rua());
            assertThat(result.correction().orElseThrow().changes()).as(text).isNotEmpty();
        }
    }

    private static TlsRptParseResult read(String text) {
        return TlsRptParser.read(NAME, "example.com", List.of(text));
    }

    private static String record(Random random) {
        Set<String> rua = new LinkedHashSet<>();
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            rua.add(DESTINATIONS.get(random.nextInt(DESTINATIONS.size())));
        }
        return "v=TLSRPTv1; rua=" + String.join(",", rua) + (random.nextInt(5) == 0 ? "; x=y" : "");
    }
}
