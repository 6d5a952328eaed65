package io.mtasts.verdict;

import static io.mtasts.verdict.CertificateProblem.EXPIRED;
import static io.mtasts.verdict.CertificateProblem.NAME_MISMATCH;
import static io.mtasts.verdict.CertificateProblem.NOT_YET_VALID;
import static io.mtasts.verdict.CertificateProblem.NO_SAN;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.lab.CertificateNames;
import io.netty.pkitesting.CertificateBuilder;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CertificateRulesTest {

    private static final String HOST = "mta-sts.example.com";
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2026-03-31T23:59:59Z");
    private static final Instant MIDDLE = Instant.parse("2026-02-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource(textBlock = """
            # name in the certificate,     host,                        matches
            mta-sts.example.com,           mta-sts.example.com,         true
            MTA-STS.Example.COM,           mta-sts.example.com,         true
            mta-sts.example.com,           MTA-STS.example.com,         true
            *.example.com,                 mta-sts.example.com,         true
            *.EXAMPLE.com,                 mta-sts.example.com,         true
            *.example.com,                 mta-sts.sub.example.com,     false
            *.sub.example.com,             mta-sts.sub.example.com,     true
            *.com,                         mta-sts.example.com,         false
            mta-*.example.com,             mta-sts.example.com,         false
            *-sts.example.com,             mta-sts.example.com,         false
            m*s.example.com,               mta-sts.example.com,         false
            mta-sts.*.com,                 mta-sts.example.com,         false
            *.*.com,                       mta-sts.example.com,         false
            *,                             mta-sts.example.com,         false
            www.example.com,               mta-sts.example.com,         false
            example.com,                   mta-sts.example.com,         false
            mta-sts.example.com.evil.test, mta-sts.example.com,         false
            xmta-sts.example.com,          mta-sts.example.com,         false
            .example.com,                  mta-sts.example.com,         false
            """)
    void faults_names(String name, String host, boolean matches) throws Exception {
        X509Certificate certificate = certificate(CertificateNames.add(builder(), name));
        if (matches) {
            assertThat(CertificateRules.problems(certificate, host, MIDDLE)).isEmpty();
        } else {
            assertThat(CertificateRules.problems(certificate, host, MIDDLE)).containsExactly(NAME_MISMATCH);
        }
    }

    @Test
    void faults_anyNameMayMatch() throws Exception {
        X509Certificate certificate = certificate(CertificateNames.add(builder(), "www.example.com", HOST));
        assertThat(CertificateRules.problems(certificate, HOST, MIDDLE)).isEmpty();
    }

    @Test
    void faults_noDnsName() throws Exception {
        for (CertificateBuilder builder : new CertificateBuilder[] {
            builder(), // CN only
            builder().addSanIpAddress("192.0.2.1"),
            builder().addSanUriName("https://" + HOST),
            builder().addSanRfc822Name("postmaster@" + HOST)
        }) {
            assertThat(CertificateRules.problems(certificate(builder), HOST, MIDDLE))
                    .containsExactly(NO_SAN);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2025-12-31T23:59:59Z, NOT_YET_VALID",
        "2026-01-01T00:00:00Z,",
        "2026-03-31T23:59:59Z,",
        "2026-04-01T00:00:00Z, EXPIRED"
    })
    void dateFault(Instant now, CertificateProblem expected) throws Exception {
        X509Certificate certificate = certificate(CertificateNames.add(builder(), HOST));
        assertThat(CertificateRules.dateFault(certificate, now).orElse(null)).isEqualTo(expected);
    }

    @Test
    void faults_together() throws Exception {
        X509Certificate certificate = certificate(CertificateNames.add(builder(), "www.example.com"));
        assertThat(CertificateRules.problems(certificate, HOST, UNTIL.plusSeconds(1)))
                .containsExactly(EXPIRED, NAME_MISMATCH);
        assertThat(CertificateRules.problems(certificate(builder()), HOST, FROM.minusSeconds(1)))
                .containsExactly(NOT_YET_VALID, NO_SAN);
    }

    @Test
    void info() throws Exception {
        X509Certificate certificate = certificate(CertificateNames.add(builder(), HOST, "*.Example.com"));
        CertificateInfo facts = CertificateRules.info(certificate);
        assertThat(facts.subject()).isEqualTo("CN=" + HOST);
        assertThat(facts.issuer()).isEqualTo("CN=" + HOST);
        assertThat(facts.names()).containsExactly(HOST, "*.Example.com");
        assertThat(facts.notBefore()).isEqualTo(FROM);
        assertThat(facts.notAfter()).isEqualTo(UNTIL);
    }

    private static CertificateBuilder builder() {
        return new CertificateBuilder()
                .ecp256()
                .subject("CN=" + HOST)
                .setIsCertificateAuthority(true)
                .notBefore(FROM)
                .notAfter(UNTIL);
    }

    private static X509Certificate certificate(CertificateBuilder builder) throws Exception {
        return builder.buildSelfSigned().getCertificate();
    }
}
