package io.mtasts.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateProblemTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private static CertificateInfo certificate(String subject, String notBefore, String notAfter) {
        return new CertificateInfo(
                subject,
                "CN=root",
                List.of("mta-sts.example.com"),
                Instant.parse(notBefore + "T12:00:00Z"),
                Instant.parse(notAfter + "T12:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # problem      | from       | until      | of the issuer        | words
            EXPIRED        | 2026-01-01 | 2027-01-01 | 2026-01-01 2026-11-22 | the certificate of the issuer CN=issuer, valid until 2026-11-22T12:00:00Z
            EXPIRED        | 2026-01-01 | 2026-11-22 | 2026-01-01 2026-11-22 | valid until 2026-11-22T12:00:00Z
            EXPIRED        | 2026-01-01 | 2026-11-23 | 2026-01-01 2027-01-01 | valid until 2026-11-23T12:00:00Z
            NOT_YET_VALID  | 2026-01-01 | 2027-01-01 | 2026-11-24 2027-01-01 | the certificate of the issuer CN=issuer, valid from 2026-11-24T12:00:00Z
            NOT_YET_VALID  | 2026-11-24 | 2027-01-01 | 2026-01-01 2027-01-01 | valid from 2026-11-24T12:00:00Z
            UNTRUSTED      | 2026-01-01 | 2027-01-01 | 2026-01-01 2026-11-22 | issued by CN=root
            NAME_MISMATCH  | 2026-01-01 | 2027-01-01 | 2026-01-01 2026-11-22 | it names mta-sts.example.com
            REVOKED        | 2026-01-01 | 2027-01-01 | 2026-01-01 2026-11-22 | CN=leaf
            """)
    void describe_namesTheCertificateAtFault(
            CertificateProblem problem, String notBefore, String notAfter, String issuer, String words) {
        TlsInfo tls = new TlsInfo(
                "TLSv1.3",
                false,
                List.of(
                        certificate("CN=leaf", notBefore, notAfter),
                        certificate("CN=issuer", issuer.split(" ")[0], issuer.split(" ")[1])));

        assertThat(problem.describe(tls, NOW)).isEqualTo(words);
    }

    @Test
    void describe_ofNoCertificate_isEmpty() {
        assertThat(CertificateProblem.UNTRUSTED.describe(new TlsInfo("", false, List.of()), NOW))
                .isEmpty();
    }
}
