package io.mtasts.tls;

import static io.mtasts.https.TestPki.HOST;
import static io.mtasts.https.TestPki.INTERMEDIATE;
import static io.mtasts.https.TestPki.ROOT;
import static io.mtasts.https.TestPki.authority;
import static io.mtasts.https.TestPki.expired;
import static io.mtasts.https.TestPki.issue;
import static io.mtasts.https.TestPki.leaf;
import static io.mtasts.https.TestPki.notYetValid;
import static io.mtasts.https.TestPki.root;
import static io.mtasts.https.TestPki.selfSigned;
import static io.mtasts.verdict.CertificateProblem.CHAIN_INCOMPLETE;
import static io.mtasts.verdict.CertificateProblem.CHAIN_INVALID;
import static io.mtasts.verdict.CertificateProblem.EXPIRED;
import static io.mtasts.verdict.CertificateProblem.NAME_CONSTRAINT;
import static io.mtasts.verdict.CertificateProblem.NAME_MISMATCH;
import static io.mtasts.verdict.CertificateProblem.NOT_YET_VALID;
import static io.mtasts.verdict.CertificateProblem.NO_SAN;
import static io.mtasts.verdict.CertificateProblem.REVOKED;
import static io.mtasts.verdict.CertificateProblem.UNTRUSTED;
import static io.mtasts.verdict.CertificateProblem.WRONG_USAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mtasts.https.TestOcsp;
import io.mtasts.https.TestPki;
import io.mtasts.verdict.CertificateProblem;
import io.netty.pkitesting.CertificateBuilder.KeyUsage;
import io.netty.pkitesting.X509Bundle;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(names = {"ACCP", "JDK"})
final class MtaStsTrustManagerTest {

    private final MtaStsTrustManager trust;

    MtaStsTrustManagerTest(SignatureProvider signatures) {
        trust = TestPki.trust(ROOT, signatures);
    }

    @Test
    void good() {
        X509Bundle good = TestPki.GOOD;
        assertThat(faults(good)).isEmpty();
        assertThat(faults(issue(ROOT, leaf("*.example.com")))).isEmpty();
        assertThat(faults(good.getCertificatePathWithRoot()))
                .as("with the root")
                .isEmpty();
        X509Certificate stranger = root("CN=Stranger").getCertificate();
        assertThat(faults(good.getCertificate(), stranger, INTERMEDIATE.getCertificate()))
                .as("out of order, with another between")
                .isEmpty();
    }

    @Test
    void dates() {
        assertThat(faults(issue(INTERMEDIATE, expired(leaf(HOST))))).containsExactly(EXPIRED);
        assertThat(faults(issue(INTERMEDIATE, notYetValid(leaf(HOST))))).containsExactly(NOT_YET_VALID);
    }

    @Test
    void dates_ofTheIntermediate() {
        X509Bundle old = issue(ROOT, expired(authority("CN=Old CA")));
        assertThat(faults(issue(old, leaf(HOST)))).containsExactly(EXPIRED);
        X509Bundle strange = issue(root("CN=Other Root"), expired(authority("CN=Old CA")));
        assertThat(faults(issue(strange, leaf(HOST)))).containsExactly(UNTRUSTED);
    }

    @Test
    void dates_doNotHideTheChain() {
        X509Bundle other = issue(root("CN=Other Root"), authority("CN=Other CA"));
        assertThat(faults(issue(other, expired(leaf(HOST))))).containsExactly(EXPIRED, UNTRUSTED);
        X509Bundle incomplete = issue(INTERMEDIATE, expired(leaf("www.example.com")));
        assertThat(faults(incomplete.getCertificate())).containsExactly(EXPIRED, NAME_MISMATCH, CHAIN_INCOMPLETE);
    }

    @Test
    void names() {
        assertThat(faults(issue(INTERMEDIATE, leaf()))).containsExactly(NO_SAN);
        assertThat(faults(issue(INTERMEDIATE, leaf("mta-*.example.com")))).containsExactly(NAME_MISMATCH);
        assertThat(faults(issue(INTERMEDIATE, leaf("mta-sts.*.com")))).containsExactly(NAME_MISMATCH);
    }

    @Test
    void chain_withoutTheIntermediate() {
        assertThat(faults(TestPki.GOOD.getCertificate())).containsExactly(CHAIN_INCOMPLETE);
    }

    @Test
    void chain_untrusted() {
        X509Bundle self = selfSigned(leaf(HOST).setIsCertificateAuthority(true));
        assertThat(faults(self)).as("self-signed").containsExactly(UNTRUSTED);
        X509Bundle otherRoot = root("CN=Private Root CA,O=Example");
        X509Bundle direct = issue(otherRoot, leaf(HOST));
        assertThat(faults(direct.getCertificate())).as("issued by a root").containsExactly(UNTRUSTED);
        assertThat(faults(direct.getCertificatePathWithRoot())).as("with it").containsExactly(UNTRUSTED);
        X509Bundle other = issue(otherRoot, authority("CN=Other CA"));
        assertThat(faults(issue(other, leaf(HOST)).getCertificatePath()))
                .as("with its issuer")
                .containsExactly(UNTRUSTED);
    }

    @Test
    void chain_signedByAnotherKeyOfTheSameName() {
        X509Bundle impostor = root("CN=Trusted Root");
        assertThat(faults(issue(impostor, leaf(HOST)).getCertificate())).containsExactly(UNTRUSTED);
    }

    @Test
    void purpose() {
        assertThat(faults(issue(INTERMEDIATE, leaf(HOST).addExtendedKeyUsageClientAuth())))
                .containsExactly(WRONG_USAGE);
        assertThat(faults(issue(INTERMEDIATE, leaf(HOST).setKeyUsage(true, KeyUsage.keyCertSign))))
                .containsExactly(WRONG_USAGE);
        X509Bundle stranger = issue(root("CN=Other Root"), authority("CN=Other CA"));
        assertThat(faults(issue(stranger, leaf(HOST).addExtendedKeyUsageClientAuth())))
                .as("a path to no trusted root")
                .containsExactly(UNTRUSTED);
        assertThat(faults(issue(INTERMEDIATE, leaf(HOST).addExtendedKeyUsageServerAuth())))
                .isEmpty();
    }

    @Test
    void chain_invalid() throws Exception {
        Extension elsewhere = new Extension(
                Extension.nameConstraints,
                true,
                new NameConstraints(
                                new GeneralSubtree[] {
                                    new GeneralSubtree(new GeneralName(GeneralName.dNSName, "example.net"))
                                },
                                null)
                        .getEncoded());
        X509Bundle key = TestPki.GOOD;
        X509Certificate constrained = TestCertificates.issue(
                ROOT, "CN=Issuing CA", INTERMEDIATE.getKeyPair().getPublic(), true, elsewhere);
        assertThat(faults(key.getCertificate(), constrained)).containsExactly(NAME_CONSTRAINT);
        assertThat(faults(issue(INTERMEDIATE, leaf(HOST).addExtensionOctetString("1.2.3.4.5", true, new byte[] {1}))))
                .containsExactly(CHAIN_INVALID);
        X509Bundle narrow = issue(ROOT, authority("CN=Narrow CA").setPathLengthConstraint(OptionalInt.of(0)));
        assertThat(faults(issue(issue(narrow, authority("CN=Deep CA")), leaf(HOST))))
                .containsExactly(CHAIN_INVALID);
    }

    @Test
    void revoked_onlyByAStapledResponseOfTheIssuer() throws Exception {
        X509Bundle good = TestPki.GOOD;
        CertificateStatus revoked = new RevokedStatus(Date.from(TestPki.NOW), CRLReason.keyCompromise);
        assertThat(faults(good, TestOcsp.answer(INTERMEDIATE, INTERMEDIATE, good, revoked)))
                .containsExactly(REVOKED);
        assertThat(faults(good, TestOcsp.answer(INTERMEDIATE, INTERMEDIATE, good, CertificateStatus.GOOD)))
                .isEmpty();
        assertThat(faults(good, TestOcsp.answer(INTERMEDIATE, ROOT, good, revoked)))
                .as("signed by another")
                .isEmpty();
        X509Bundle another = issue(INTERMEDIATE, leaf(HOST));
        assertThat(faults(good, TestOcsp.answer(INTERMEDIATE, INTERMEDIATE, another, revoked)))
                .as("of another")
                .isEmpty();
        assertThat(faults(good, new byte[0])).isEmpty();
        assertThat(faults(good, new byte[] {1, 2, 3})).isEmpty();
        X509Bundle direct = issue(ROOT, leaf(HOST));
        assertThat(faults(direct, TestOcsp.answer(ROOT, ROOT, direct, revoked))).containsExactly(REVOKED);
    }

    @Test
    void otherUses_areRejected() {
        X509Certificate[] chain = TestPki.GOOD.getCertificatePath();
        assertThatExceptionOfType(CertificateException.class)
                .isThrownBy(() -> trust.checkServerTrusted(chain, "UNKNOWN"));
        assertThatExceptionOfType(CertificateException.class)
                .isThrownBy(() -> trust.checkClientTrusted(chain, "UNKNOWN"));
    }

    @Test
    void roots_areOnlyTheConfiguredOnes() {
        assertThat(trust.getAcceptedIssuers()).containsExactly(ROOT.getCertificate());
    }

    private List<CertificateProblem> faults(X509Bundle bundle, byte[]... stapled) {
        return trust.problems(
                bundle.getCertificatePath(), "UNKNOWN", HOST, Stream.of(stapled).toList());
    }

    private List<CertificateProblem> faults(X509Certificate... chain) {
        return trust.problems(chain, "UNKNOWN", HOST, List.of());
    }
}
