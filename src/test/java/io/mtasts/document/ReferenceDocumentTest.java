package io.mtasts.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceDocumentTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # rule                        | document | section | url
            RFC 8461                      | RFC 8461 | -       | https://www.rfc-editor.org/rfc/rfc8461
            RFC 8461, 3.1                 | RFC 8461 | 3.1     | https://www.rfc-editor.org/rfc/rfc8461#section-3.1
            RFC 9989, A.6                 | RFC 9989 | A.6     | https://www.rfc-editor.org/rfc/rfc9989#appendix-A.6
            RFC 5892, appendix A          | RFC 5892 | A       | https://www.rfc-editor.org/rfc/rfc5892#appendix-A
            RFC 8461, erratum 6285        | RFC 8461 | erratum 6285 | https://www.rfc-editor.org/errata/eid6285
            UTS 46, 4                     | UTS 46   | 4       | https://www.unicode.org/reports/tr46/
            IANA special-use domain names | IANA special-use domain names | - | https://www.iana.org/assignments/special-use-domain-names/
            """)
    void of_oneRule(String reference, String document, String section, String url) {
        assertThat(ReferenceDocument.of(reference)).containsExactly(new ReferenceDocument(document, section, url));
    }

    @Test
    void of_severalRules() {
        assertThat(ReferenceDocument.of("RFC 9990, 4, 8.4; RFC 7489, 7.1; RFC 7505"))
                .extracting(ReferenceDocument::title)
                .containsExactly("RFC 9990, 4", "RFC 9990, 8.4", "RFC 7489, 7.1", "RFC 7505");
    }
}
