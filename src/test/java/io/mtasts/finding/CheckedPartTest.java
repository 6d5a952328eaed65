package io.mtasts.finding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckedPartTest {

    @ParameterizedTest
    @CsvSource({
        "txt-absent, RECORD",
        "policy-testing, POLICY",
        "setup-weaker, POLICY",
        "https-refused, HTTPS",
        "cert-expired, CERTIFICATE",
        "mx-uncovered-all, MX",
        "starttls-cert-expired, STARTTLS",
        "dane-mismatch, DANE",
        "tlsrpt-absent, TLS_RPT",
        "dmarc-absent, DMARC",
        "input-url, INPUT",
        "domain-nxdomain, INPUT"
    })
    void ofCode_isThatOfTheFirstWord(String code, CheckedPart part) {
        assertThat(CheckedPart.ofCode(code)).isEqualTo(part);
    }
}
