package io.mtasts.lab;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.jspecify.annotations.Nullable;

/** The laboratory's certification authority: a root, an intermediate and the servers' certificates, good and bad. */
public final class LabCa {

    private static final int HUGE = 150;
    private static final String UNKNOWN_EXTENSION = "1.3.6.1.4.1.99999.1";
    private static final Duration YEARS = Duration.ofDays(3650);

    private record Wanted(String host, CertificateKind kind) {}

    private final X509Bundle root = authority("CN=MTA-STS Laboratory Root", Duration.ofDays(-30), YEARS, null);
    private final X509Bundle intermediate =
            authority("CN=MTA-STS Laboratory Intermediate", Duration.ofDays(-30), YEARS, root);
    private final X509Bundle expiredIntermediate =
            authority("CN=MTA-STS Laboratory Expired", Duration.ofDays(-300), Duration.ofDays(-2), root);
    private final X509Bundle endingIntermediate =
            authority("CN=MTA-STS Laboratory Ending", Duration.ofDays(-300), Duration.ofDays(40), root);
    private final X509Bundle stranger = authority("CN=A Root That Nobody Trusts", Duration.ofDays(-30), YEARS, null);
    private final X509Bundle constrainedIntermediate = Certificates.issue(root, constrained());
    private final X509Certificate expiredCrossCertificate = Certificates.issue(
                    stranger,
                    authority("CN=MTA-STS Laboratory Root", Duration.ofDays(-300), Duration.ofDays(-2))
                            .publicKey(root.getKeyPair().getPublic()))
            .getCertificate();
    private final Map<Wanted, X509Bundle> leaves = new ConcurrentHashMap<>();
    private final Map<Wanted, SSLContext> contexts = new ConcurrentHashMap<>();

    LabCa() {}

    /** The root's certificate in PEM, to be trusted. */
    public String pem() {
        return root.getCertificatePEM();
    }

    public X509Certificate root() {
        return root.getCertificate();
    }

    /** A context that serves this certificate, and nothing else, to every client. */
    SSLContext context(String host, CertificateKind kind) {
        return contexts.computeIfAbsent(new Wanted(host, kind), this::newContext);
    }

    private SSLContext newContext(Wanted wanted) {
        X509Bundle leaf = leaf(wanted);
        return Certificates.server(leaf, chain(leaf, wanted.kind));
    }

    /** The certificate that the host sends, always the same one. */
    public X509Certificate certificate(String host, CertificateKind kind) {
        return leaf(new Wanted(host, kind)).getCertificate();
    }

    private X509Bundle leaf(Wanted wanted) {
        return leaves.computeIfAbsent(wanted, created -> leaf(created.host, created.kind));
    }

    private X509Bundle leaf(String host, CertificateKind kind) {
        Instant now = Instant.now();
        CertificateBuilder builder = new CertificateBuilder()
                .subject(subject(host, kind))
                .notBefore(now.plus(kind.begins()))
                .notAfter(now.plus(kind.ends()))
                // The library signs no leaf by itself; the usual tools make their self-signed certificates CAs, too.
                .setIsCertificateAuthority(kind.issuer() == CertificateKind.Issuer.SELF);
        builder = switch (kind.usage()) {
            case SERVER -> builder.addExtendedKeyUsageServerAuth();
            case CLIENT_ONLY -> builder.addExtendedKeyUsageClientAuth();
            case ANY -> builder;
            case UNKNOWN_CRITICAL_EXTENSION ->
                builder.addExtendedKeyUsageServerAuth()
                        .addExtensionOctetString(UNKNOWN_EXTENSION, true, new byte[] {5, 0});
        };
        builder = kind.key() == CertificateKind.Key.RSA ? Certificates.withRsaKey(builder) : builder.ecp256();
        switch (kind.names()) {
            case HOST -> CertificateNames.add(builder, host);
            case LISTED -> CertificateNames.add(builder, kind.dnsNames().toArray(String[]::new));
            case ONLY_ADDRESS -> builder.addSanIpAddress(Laboratory.PUBLIC4);
            case ONLY_COMMON_NAME -> {}
        }
        return build(
                builder,
                switch (kind.issuer()) {
                    case INTERMEDIATE -> intermediate;
                    case EXPIRED_INTERMEDIATE -> expiredIntermediate;
                    case ENDING_INTERMEDIATE -> endingIntermediate;
                    case NAME_CONSTRAINED_INTERMEDIATE -> constrainedIntermediate;
                    case UNKNOWN_CA -> stranger;
                    case SELF -> null;
                });
    }

    /** A common name has at most 64 characters (X.520), a host name more. */
    private static String subject(String host, CertificateKind kind) {
        String name = kind.dnsNames().isEmpty() ? host : kind.dnsNames().get(0);
        return name.length() <= 64 ? "CN=" + name : "O=MTA-STS Laboratory";
    }

    private X509Certificate[] chain(X509Bundle leaf, CertificateKind kind) {
        return switch (kind.chain()) {
            case LEAF_ONLY -> new X509Certificate[] {leaf.getCertificate()};
            case WITH_INTERMEDIATE -> leaf.getCertificatePath();
            case WITH_ROOT -> leaf.getCertificatePathWithRoot();
            case WITH_EXPIRED_CROSS_CERTIFICATE ->
                Stream.concat(Arrays.stream(leaf.getCertificatePath()), Stream.of(expiredCrossCertificate))
                        .toArray(X509Certificate[]::new);
            case HUGE ->
                Stream.concat(
                                Arrays.stream(leaf.getCertificatePath()),
                                Stream.generate(stranger::getCertificate).limit(HUGE))
                        .toArray(X509Certificate[]::new);
        };
    }

    private static X509Bundle authority(String subject, Duration begins, Duration ends, @Nullable X509Bundle issuer) {
        return build(authority(subject, begins, ends), issuer);
    }

    private static CertificateBuilder authority(String subject, Duration begins, Duration ends) {
        Instant now = Instant.now();
        return Certificates.authority(subject, now.plus(begins), now.plus(ends))
                .setKeyUsage(true, CertificateBuilder.KeyUsage.keyCertSign, CertificateBuilder.KeyUsage.cRLSign);
    }

    private static CertificateBuilder constrained() {
        return authority("CN=MTA-STS Laboratory Constrained", Duration.ofDays(-30), YEARS)
                .addExtensionOctetString(Extension.nameConstraints.getId(), true, onlyBelow("constrained.example"));
    }

    private static byte[] onlyBelow(String domain) {
        GeneralSubtree permitted = new GeneralSubtree(new GeneralName(GeneralName.dNSName, domain));
        try {
            return new NameConstraints(new GeneralSubtree[] {permitted}, null).getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static X509Bundle build(CertificateBuilder builder, @Nullable X509Bundle issuer) {
        return issuer == null ? Certificates.selfSigned(builder) : Certificates.issue(issuer, builder);
    }
}
