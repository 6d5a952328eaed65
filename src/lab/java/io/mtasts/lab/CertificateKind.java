package io.mtasts.lab;

import java.time.Duration;
import java.util.List;

/** What is good or bad about a server's certificate. */
public record CertificateKind(
        Issuer issuer,
        Names names,
        List<String> dnsNames,
        Duration begins,
        Duration ends,
        Key key,
        Usage usage,
        Chain chain) {

    /** Who signs. */
    public enum Issuer {
        INTERMEDIATE,
        EXPIRED_INTERMEDIATE,

        /** An intermediate that ends before the certificates that it signs. */
        ENDING_INTERMEDIATE,

        /** An intermediate that may only sign for names below {@code constrained.example}. */
        NAME_CONSTRAINED_INTERMEDIATE,
        SELF,
        UNKNOWN_CA
    }

    /** Which names stand in the certificate. */
    public enum Names {
        HOST,
        LISTED,
        ONLY_COMMON_NAME,
        ONLY_ADDRESS
    }

    /** The kind of key. */
    public enum Key {
        EC,
        RSA
    }

    /** What the certificate may be used for, and other extensions. */
    public enum Usage {
        SERVER,
        CLIENT_ONLY,

        /** No extended key usage, which allows all. */
        ANY,

        /** For servers, and with a critical extension that nobody knows. */
        UNKNOWN_CRITICAL_EXTENSION
    }

    /** What is sent. */
    public enum Chain {
        WITH_INTERMEDIATE,
        WITH_ROOT,

        /** The root, too, in a certificate that another root signed and that has expired. */
        WITH_EXPIRED_CROSS_CERTIFICATE,
        LEAF_ONLY,
        HUGE
    }

    public static final CertificateKind GOOD = new CertificateKind(
            Issuer.INTERMEDIATE,
            Names.HOST,
            List.of(),
            Duration.ofDays(-10),
            Duration.ofDays(80),
            Key.EC,
            Usage.SERVER,
            Chain.WITH_INTERMEDIATE);
    public static final CertificateKind EXPIRED = GOOD.valid(Duration.ofDays(-90), Duration.ofDays(-1));
    public static final CertificateKind NOT_YET_VALID = GOOD.valid(Duration.ofDays(1), Duration.ofDays(90));
    public static final CertificateKind SELF_SIGNED = GOOD.issuedBy(Issuer.SELF).sending(Chain.LEAF_ONLY);
    public static final CertificateKind UNKNOWN_CA = GOOD.issuedBy(Issuer.UNKNOWN_CA);
    public static final CertificateKind EXPIRED_INTERMEDIATE = GOOD.issuedBy(Issuer.EXPIRED_INTERMEDIATE);
    public static final CertificateKind MISSING_INTERMEDIATE = GOOD.sending(Chain.LEAF_ONLY);
    public static final CertificateKind CN_ONLY = GOOD.naming(Names.ONLY_COMMON_NAME, List.of());
    public static final CertificateKind IP_SAN_ONLY = GOOD.naming(Names.ONLY_ADDRESS, List.of());
    public static final CertificateKind RSA = new CertificateKind(
            GOOD.issuer, GOOD.names, List.of(), GOOD.begins, GOOD.ends, Key.RSA, GOOD.usage, GOOD.chain);

    /** The right chain and then some hundred certificates that nobody needs. */
    public static final CertificateKind HUGE_CHAIN = GOOD.sending(Chain.HUGE);

    public CertificateKind {
        dnsNames = List.copyOf(dnsNames);
    }

    /** Valid for so many days still, and an hour, so that "days left" is that number while the tests run. */
    public static CertificateKind expiring(int days) {
        return GOOD.valid(GOOD.begins, Duration.ofDays(days).plusHours(1));
    }

    /** A certificate for exactly these names, whatever the host. */
    public static CertificateKind names(String... dnsNames) {
        return GOOD.withNames(dnsNames);
    }

    public CertificateKind withNames(String... names) {
        return naming(Names.LISTED, List.of(names));
    }

    public CertificateKind valid(Duration fromNow, Duration untilFromNow) {
        return new CertificateKind(issuer, names, dnsNames, fromNow, untilFromNow, key, usage, chain);
    }

    public CertificateKind issuedBy(Issuer other) {
        return new CertificateKind(other, names, dnsNames, begins, ends, key, usage, chain);
    }

    public CertificateKind sending(Chain other) {
        return new CertificateKind(issuer, names, dnsNames, begins, ends, key, usage, other);
    }

    public CertificateKind with(Usage other) {
        return new CertificateKind(issuer, names, dnsNames, begins, ends, key, other, chain);
    }

    private CertificateKind naming(Names other, List<String> listed) {
        return new CertificateKind(issuer, other, listed, begins, ends, key, usage, chain);
    }
}
