package io.mtasts.https;

import io.netty.pkitesting.X509Bundle;
import java.time.Duration;
import java.util.Date;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** Answers of OCSP responders, as servers staple them to their handshakes. */
public final class TestOcsp {

    private TestOcsp() {}

    public static byte[] answer(X509Bundle issuer, X509Bundle signer, X509Bundle subject, CertificateStatus status)
            throws Exception {
        DigestCalculator sha1 = new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1);
        X509CertificateHolder issuerHolder = new JcaX509CertificateHolder(issuer.getCertificate());
        SubjectPublicKeyInfo key =
                SubjectPublicKeyInfo.getInstance(signer.getKeyPair().getPublic().getEncoded());
        return new OCSPRespBuilder()
                .build(
                        OCSPRespBuilder.SUCCESSFUL,
                        new BasicOCSPRespBuilder(key, sha1)
                                .addResponse(
                                        new CertificateID(
                                                sha1,
                                                issuerHolder,
                                                subject.getCertificate().getSerialNumber()),
                                        status,
                                        Date.from(TestPki.NOW.minus(Duration.ofHours(1))),
                                        Date.from(TestPki.NOW.plus(Duration.ofDays(1))))
                                .build(
                                        new JcaContentSignerBuilder("SHA256withECDSA")
                                                .build(signer.getKeyPair().getPrivate()),
                                        new X509CertificateHolder[0],
                                        Date.from(TestPki.NOW)))
                .getEncoded();
    }
}
