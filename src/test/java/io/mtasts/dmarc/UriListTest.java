package io.mtasts.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The destinations of reports. RFC 9989, 4.8 (dmarc-uri). */
class UriListTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mailto:a@b.test                 | true
            MAILTO:a@b.test                 | true
            mailto:a@b.test?subject=x       | true
            mailto:a                        | false
            mailto:                         | false
            a@b.test                        | false
            mailto:a@b.test,mailto:c@d.test | false
            mailto:a@b.test;mailto:c@d.test | false
            ,mailto:a@b.test                | false
            ;mailto:a@b.test                | false
            mailto:a!b@c.test               | false
            !mailto:a@b.test                | false
            https://b.test/reports          | true
            mailtoo://b.test/reports        | false
            ftp:b.test                      | false
            """)
    void isDestination_holdsForOneAddress(String text, boolean expected) {
        assertThat(UriList.isDestination(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ,mailto:a@b.test | an empty address
            mailto:a         | mailto:a
            x:               | x:
            """)
    void findings_nameTheAddress(String list, String expected) {
        assertThat(DmarcRecordParser.read("", "v=DMARC1; p=none; rua=" + list).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo(DmarcFinding.DMARC_URI_INVALID);
                    assertThat(finding.evidence()).isEqualTo(expected);
                });
    }

    @ParameterizedTest
    @CsvSource({"x:y, x:y", "mailto:a@b.test, mailto:a@b.test", "mailto:a@b.test!10m, mailto:a@b.test"})
    void addresses_areReadWithoutTheirObsoleteSize(String list, String expected) {
        assertThat(DmarcRecordParser.read("", "v=DMARC1; p=none; rua=" + list)
                        .record()
                        .rua())
                .singleElement()
                .hasToString(expected);
    }
}
