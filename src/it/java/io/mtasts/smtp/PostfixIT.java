package io.mtasts.smtp;

import static io.mtasts.smtp.SmtpFixture.HOST;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.https.TestPki;
import io.mtasts.verdict.CertificateProblem;
import io.mtasts.verdict.StarttlsFailure;
import io.mtasts.verdict.StarttlsFailure.Kind;
import io.mtasts.verdict.StarttlsProbe;
import io.mtasts.verdict.StarttlsProbe.Status;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Conversations with a real mail server, set up well and badly. */
final class PostfixIT {

    private static final SmtpFixture FIXTURE = new SmtpFixture();

    private static Postfix postfix;
    private static int good;
    private static int only12;
    private static int lackingTls;
    private static int withoutKey;
    private static int broken;
    private static int only11;
    private static int otherName;
    private static int selfSigned;
    private static int postscreen;

    /** Not once for all: a class that is left out as a whole is not counted as skipped. */
    @BeforeEach
    void start() throws IOException {
        if (postfix == null) {
            Postfix prepared = Postfix.prepare();
            good = prepared.smtpd();
            only12 = prepared.smtpd("smtpd_tls_protocols=TLSv1.2");
            lackingTls = prepared.smtpd("smtpd_tls_security_level=none");
            withoutKey = prepared.smtpd("smtpd_tls_chain_files=/nonexistent.pem");
            broken = prepared.smtpd("smtpd_tls_CAfile=/nonexistent.pem");
            only11 = prepared.smtpd("smtpd_tls_protocols=TLSv1.1");
            otherName = prepared.smtpd("smtpd_tls_chain_files="
                    + prepared.chain("other", TestPki.issue(TestPki.INTERMEDIATE, TestPki.leaf("mail.example.com"))));
            selfSigned = prepared.smtpd("smtpd_tls_chain_files="
                    + prepared.chain(
                            "self", TestPki.selfSigned(TestPki.leaf(HOST).setIsCertificateAuthority(true))));
            postscreen = prepared.postscreen();
            Path chain = prepared.chain("good", TestPki.issue(TestPki.INTERMEDIATE, TestPki.leaf(HOST)));
            prepared.start(chain);
            postfix = prepared;
        }
    }

    @AfterAll
    static void stop() throws IOException {
        FIXTURE.close();
        if (postfix != null) {
            postfix.close();
        }
    }

    private static StarttlsProbe probe(int port) {
        return FIXTURE.probe(port, SmtpFixture.LONG, Postfix.ADDRESS);
    }

    private static StarttlsFailure failure(int port) {
        return probe(port).failure().orElseThrow();
    }

    @Test
    void good() {
        StarttlsProbe probe = probe(good);
        assertThat(probe.status()).isEqualTo(Status.VALID);
        assertThat(probe.tls().orElseThrow().protocol()).isEqualTo("TLSv1.3");
        assertThat(probe.tls().orElseThrow().certificate().orElseThrow().names())
                .containsExactly(HOST);
    }

    @Test
    void good_ofTls12() {
        StarttlsProbe probe = probe(only12);
        assertThat(probe.status()).isEqualTo(Status.VALID);
        assertThat(probe.tls().orElseThrow().protocol()).isEqualTo("TLSv1.2");
    }

    @Test
    void lackingTls() {
        assertThat(failure(lackingTls).kind()).isEqualTo(Kind.NOT_OFFERED);
    }

    @Test
    void withoutKey() {
        assertThat(failure(withoutKey).kind()).isEqualTo(Kind.TLS_FAILED);
    }

    @Test
    void broken() {
        StarttlsFailure failure = failure(broken);
        assertThat(failure.kind()).isEqualTo(Kind.STARTTLS_REFUSED);
        assertThat(failure.detail()).isEqualTo("454 4.7.0 TLS not available due to local problem");
    }

    /** How OpenSSL says so differs with its version and settings. */
    @Test
    void onlyTls11() {
        assertThat(failure(only11).kind()).isIn(Kind.TLS_VERSION, Kind.TLS_FAILED);
    }

    @Test
    void certificate_ofAnotherName() {
        assertThat(failure(otherName).certificateProblems()).containsExactly(CertificateProblem.NAME_MISMATCH);
    }

    @Test
    void certificate_selfSigned() {
        assertThat(failure(selfSigned).certificateProblems()).containsExactly(CertificateProblem.UNTRUSTED);
    }

    /** The first line of the greeting comes at once, the second after a while; who speaks in between is no mail server. */
    @Test
    void greeting_inTwoParts() throws IOException {
        assertThat(probe(postscreen).status()).isEqualTo(Status.VALID);
        assertThat(postfix.log()).doesNotContain("PREGREET", "improper command pipelining");
    }
}
