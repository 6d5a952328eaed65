package io.mtasts.https;

import io.mtasts.lab.CertificateNames;
import io.mtasts.lab.Certificates;
import io.mtasts.tls.MtaStsTrustManager;
import io.mtasts.tls.SignatureProvider;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import javax.net.ssl.SSLContext;

/** Certificates of every kind, under a root that the tests trust and one that they do not. */
public final class TestPki {

    public static final String HOST = "mta-sts.example.com";
    public static final Instant NOW = Instant.now();
    public static final X509Bundle ROOT = root("CN=Trusted Root");
    public static final X509Bundle INTERMEDIATE = issue(ROOT, authority("CN=Issuing CA"));
    public static final X509Bundle GOOD = issue(INTERMEDIATE, leaf(HOST));

    private TestPki() {}

    public static MtaStsTrustManager trust() {
        return trust(ROOT);
    }

    static MtaStsTrustManager trust(X509Bundle root) {
        return trust(root, SignatureProvider.AUTO);
    }

    public static MtaStsTrustManager trust(X509Bundle root, SignatureProvider signatures) {
        return new MtaStsTrustManager(Set.of(root.getCertificate()), signatures, Clock.systemUTC());
    }

    public static X509Bundle root(String subject) {
        return Certificates.selfSigned(authority(subject));
    }

    public static CertificateBuilder authority(String subject) {
        return Certificates.authority(subject, NOW.minus(Duration.ofDays(400)), NOW.plus(Duration.ofDays(400)));
    }

    public static CertificateBuilder leaf(String... dnsNames) {
        CertificateBuilder builder = new CertificateBuilder()
                .ecp256()
                .subject("CN=" + HOST)
                .notBefore(NOW.minus(Duration.ofDays(30)))
                .notAfter(NOW.plus(Duration.ofDays(30)));
        return dnsNames.length == 0 ? builder : CertificateNames.add(builder, dnsNames);
    }

    public static CertificateBuilder expired(CertificateBuilder builder) {
        return builder.notBefore(NOW.minus(Duration.ofDays(20))).notAfter(NOW.minus(Duration.ofDays(10)));
    }

    public static CertificateBuilder notYetValid(CertificateBuilder builder) {
        return builder.notBefore(NOW.plus(Duration.ofDays(10))).notAfter(NOW.plus(Duration.ofDays(20)));
    }

    public static X509Bundle issue(X509Bundle issuer, CertificateBuilder builder) {
        return Certificates.issue(issuer, builder);
    }

    public static X509Bundle selfSigned(CertificateBuilder builder) {
        return Certificates.selfSigned(builder);
    }

    public static SSLContext server(X509Bundle bundle) {
        return Certificates.server(bundle);
    }

    /** With any chain, also one that does not fit. */
    public static SSLContext server(X509Bundle bundle, X509Certificate... chain) {
        return Certificates.server(bundle, chain);
    }
}
