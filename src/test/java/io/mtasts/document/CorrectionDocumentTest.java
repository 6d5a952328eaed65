package io.mtasts.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mtasts.finding.Correction;
import io.mtasts.sts.StsRecordFinding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrectionDocumentTest {

    private static final String NAME = "_mta-sts.example.com";

    private static CorrectionDocument document(Correction.Type type, String corrected) {
        return CorrectionDocument.of(List.of(new Correction(
                        NAME,
                        type,
                        "v=STSv1; id=2026-04-01",
                        corrected,
                        List.of(new Correction.Change(StsRecordFinding.TXT_ID_INVALID, "2026-04-01", "20260401")),
                        List.of("The host exists."))))
                .get(0);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            TXT,    255, 0
            TXT,    256, 2
            TXT,    510, 2
            TXT,    511, 3
            POLICY, 256, 0
            """)
    void strings_onlyOfALongRecord(Correction.Type type, int length, int count) {
        CorrectionDocument document = document(type, "x".repeat(length));

        if (count == 0) {
            assertThat(document.strings()).isNull();
        } else {
            assertThat(document.strings()).hasSize(count).allMatch(string -> string.length() <= 255);
            assertThat(String.join("", document.strings())).isEqualTo(document.corrected());
        }
    }

    @Test
    void json_isThatOfTheContract() throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        new KebabCaseEnums().customize(json);

        assertThat(json.writeValueAsString(document(Correction.Type.TXT, "v=STSv1; id=20260401")))
                .isEqualTo("{\"name\":\"_mta-sts.example.com\",\"type\":\"TXT\",\"current\":\"v=STSv1; id=2026-04-01\","
                        + "\"corrected\":\"v=STSv1; id=20260401\",\"changes\":[{\"code\":\"txt-id-invalid\","
                        + "\"from\":\"2026-04-01\",\"to\":\"20260401\"}],\"assumes\":[\"The host exists.\"]}");
        assertThat(document(Correction.Type.POLICY, "").type()).hasToString("policy");
    }
}
