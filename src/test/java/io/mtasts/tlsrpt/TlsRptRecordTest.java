package io.mtasts.tlsrpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsRptRecordTest {

    private static final String NAME = "_smtp._tls.example.com";

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # destination                         | fault                | meant
            mailto:tls@example.com                | -                    | -
            MAILTO:tls@example.com                | -                    | -
            https://example.com/tls               | -                    | -
            https://example.com/tls?a=b           | -                    | -
            tls@example.com                       | tlsrpt-scheme        | mailto:tls@example.com
            http://example.com/tls                | tlsrpt-scheme        | https://example.com/tls
            ftp://example.com/                    | tlsrpt-scheme        | -
            javascript:alert(1)                   | tlsrpt-scheme        | -
            ''                                    | tlsrpt-invalid       | -
            mailto:                               | tlsrpt-invalid       | -
            mailto:tls                            | tlsrpt-invalid       | -
            https:///tls                          | tlsrpt-invalid       | -
            mailto:a b@example.com                | tlsrpt-invalid       | -
            mailto:a@[192.0.2.1]                  | tlsrpt-invalid       | -
            mailto:a@-x.example                   | tlsrpt-invalid       | -
            mailto:a@exa_mple.com                 | tlsrpt-invalid       | -
            mailto:a@example.com.                 | tlsrpt-invalid       | mailto:a@example.com
            mailto://a@example.com                | tlsrpt-invalid       | mailto:a@example.com
            mailto:a@bücher.example               | tlsrpt-invalid       | mailto:a@xn--bcher-kva.example
            mailto:a@example.com?cc=b@example.com | -                    | -
            https://tls_rpt.example.com/r         | -                    | -
            https://h%2Dx.example/r               | -                    | -
            https://h.example:65535/              | -                    | -
            https://h.example:65536/              | tlsrpt-invalid       | -
            mailto:tls@example.com!10m            | tlsrpt-uri-unencoded | mailto:tls@example.com
            https://example.com/a!b               | tlsrpt-uri-unencoded | https://example.com/a%21b
            mailto:a@example.com,mailto:b@example | tlsrpt-separator     | -
            https://example.com/a,b               | tlsrpt-separator     | https://example.com/a%2Cb
            https://example.com/a;b               | tlsrpt-separator     | https://example.com/a%3Bb
            """)
    void fault(String uri, String code, String intended) {
        var fault = TlsRptRecord.fault(NAME, uri);

        assertThat(fault.map(finding -> finding.code().code()).orElse(null)).isEqualTo(code);
        assertThat(fault.map(finding -> finding.suggestedText())
                        .filter(text -> !text.isEmpty())
                        .orElse(null))
                .isEqualTo(intended);
    }

    @Test
    void toString_isAcceptedByTheParser() {
        List<String> rua = List.of("mailto:tls@example.com", "https://example.com/tls");
        TlsRptRecord record = new TlsRptRecord(rua);

        assertThat(record).hasToString("v=TLSRPTv1; rua=mailto:tls@example.com,https://example.com/tls");
        TlsRptParseResult reading = TlsRptParser.read(NAME, "example.com", List.of(record.toString()));
        assertThat(reading.rua()).isEqualTo(rua);
        assertThat(reading.findings()).isEmpty();
    }

    @Test
    void record_isAlwaysValid() {
        assertThatThrownBy(() -> new TlsRptRecord(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TlsRptRecord(List.of("mailto:tls"))).isInstanceOf(IllegalArgumentException.class);
    }
}
