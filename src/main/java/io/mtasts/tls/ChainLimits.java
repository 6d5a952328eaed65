package io.mtasts.tls;

import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAKey;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Limits for the chain that a server sends, checked before any signature is verified and any path is built. */
final class ChainLimits {

    /** The limits of the JDK's engine, which hold for every other engine too. */
    static final int MAX_CERTIFICATES = 10;

    static final int MAX_BYTES = 32_768;

    /** The largest keys in use have 4,096 bits. The cost of a signature grows with the square. */
    static final int MAX_RSA_BITS = 8_192;

    private static final int MAX_RSA_EXPONENT_BITS = 64;
    /** FIPS 186-4, 4.2. */
    private static final int MAX_DSA_BITS = 3_072;

    static final int MAX_NAMES = 1_000;
    static final int MAX_EXTENSIONS = 100;
    /** Each constraint is compared with each name. */
    static final int MAX_NAME_CONSTRAINT_BYTES = 4_096;
    /** Of the whole chain. The policy tree grows exponentially with them. RFC 5280, 6.1.2. */
    static final int MAX_POLICY_MAPPING_BYTES = 256;

    private static final String NAME_CONSTRAINTS = "2.5.29.30";
    private static final String POLICY_MAPPINGS = "2.5.29.33";

    private ChainLimits() {}

    /**
     * Checks the limits.
     *
     * @throws CertificateException if the chain exceeds one of them; its cause is a {@link LimitExceededException}
     */
    static void check(X509Certificate[] chain) throws CertificateException {
        if (chain.length > MAX_CERTIFICATES) {
            throw exceeded("a chain of " + chain.length + " certificates, more than " + MAX_CERTIFICATES);
        }
        int bytes = 0;
        int mappings = 0;
        for (X509Certificate certificate : chain) {
            bytes += length(certificate);
            mappings += extensionLength(certificate, POLICY_MAPPINGS);
        }
        if (bytes > MAX_BYTES) {
            throw exceeded("a chain of " + bytes + " bytes, more than " + MAX_BYTES);
        }
        if (mappings > MAX_POLICY_MAPPING_BYTES) {
            throw exceeded("policy mappings of " + mappings + " bytes, more than " + MAX_POLICY_MAPPING_BYTES);
        }
        for (X509Certificate certificate : chain) {
            check(certificate);
        }
    }

    private static void check(X509Certificate certificate) throws CertificateException {
        Optional<String> key = excess(certificate.getPublicKey());
        if (key.isPresent()) {
            throw exceeded(key.get());
        }
        int extensions =
                count(certificate.getCriticalExtensionOIDs()) + count(certificate.getNonCriticalExtensionOIDs());
        if (extensions > MAX_EXTENSIONS) {
            throw exceeded("a certificate with " + extensions + " extensions, more than " + MAX_EXTENSIONS);
        }
        int names = count(certificate.getSubjectAlternativeNames());
        if (names > MAX_NAMES) {
            throw exceeded("a certificate with " + names + " names, more than " + MAX_NAMES);
        }
        int constraints = extensionLength(certificate, NAME_CONSTRAINTS);
        if (constraints > MAX_NAME_CONSTRAINT_BYTES) {
            throw exceeded("name constraints of " + constraints + " bytes, more than " + MAX_NAME_CONSTRAINT_BYTES);
        }
    }

    /** Returns what is too large about the key. Elliptic curves need no limit, since only named ones are supported. */
    static Optional<String> excess(PublicKey key) {
        if (key instanceof RSAKey rsa && rsa.getModulus().bitLength() > MAX_RSA_BITS) {
            return Optional.of(tooManyBits("RSA", rsa.getModulus().bitLength(), MAX_RSA_BITS));
        }
        if (key instanceof RSAPublicKey rsa && rsa.getPublicExponent().bitLength() > MAX_RSA_EXPONENT_BITS) {
            return Optional.of("an RSA exponent of " + rsa.getPublicExponent().bitLength() + " bits, more than "
                    + MAX_RSA_EXPONENT_BITS);
        }
        if (key instanceof DSAKey dsa
                && dsa.getParams() != null
                && dsa.getParams().getP().bitLength() > MAX_DSA_BITS) {
            return Optional.of(tooManyBits("DSA", dsa.getParams().getP().bitLength(), MAX_DSA_BITS));
        }
        return Optional.empty();
    }

    private static String tooManyBits(String algorithm, int bits, int max) {
        return "a certificate with a key of " + algorithm + " with " + bits + " bits, more than " + max;
    }

    private static int length(X509Certificate certificate) throws CertificateEncodingException {
        return certificate.getEncoded().length;
    }

    private static int extensionLength(X509Certificate certificate, String oid) {
        byte[] value = certificate.getExtensionValue(oid);
        return value == null ? 0 : value.length;
    }

    private static int count(@Nullable Collection<?> all) {
        return all == null ? 0 : all.size();
    }

    private static CertificateException exceeded(String limit) {
        return new CertificateException(new LimitExceededException(limit));
    }
}
