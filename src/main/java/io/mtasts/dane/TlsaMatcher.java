package io.mtasts.dane;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A comparison of the certificates that a mail server sent with its TLSA records. RFC 6698, 2.1; RFC 7672, 3. */
public final class TlsaMatcher {

    /** The algorithms of keys that TLS servers have. */
    private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    private final List<TlsaRecord> records;
    private final List<X509Certificate> chain;
    private final Instant now;

    private TlsaMatcher(List<TlsaRecord> records, List<X509Certificate> chain, Instant now) {
        this.records = records;
        this.chain = chain;
        this.now = now;
    }

    /**
     * Returns whether a certificate chain matches one of the usable records.
     *
     * <p>A match of DANE-EE (3) is enough: neither names nor dates of the certificate count. RFC 7672, 3.1.1. A match of
     * DANE-TA (2) requires a valid path from the certificate of the server to the matching issuer, and one of the names
     * that the sender expects. RFC 7672, 3.1.2, 3.2.3. May verify signatures, so call this on a thread that may block.
     *
     * @param sent the certificates as the server sent them, its own first
     * @param nameMatches whether the certificate of the server has a name that the sender expects
     */
    public static boolean matches(
            List<TlsaRecord> records, List<X509Certificate> sent, boolean nameMatches, Instant now) {
        TlsaMatcher matcher = new TlsaMatcher(strongest(records), path(sent), now);
        return !sent.isEmpty() && (matcher.matchesServer() || nameMatches && matcher.matchesIssuer());
    }

    /** Drops records with a weaker digest than another record of the same usage and selector. RFC 7671, 9. */
    static List<TlsaRecord> strongest(List<TlsaRecord> records) {
        return records.stream()
                .filter(TlsaRecord::isUsable)
                .filter(record -> record.matchingType() != TlsaRecord.SHA_256
                        || records.stream().noneMatch(other -> isStronger(other, record)))
                .toList();
    }

    private static boolean isStronger(TlsaRecord other, TlsaRecord record) {
        return other.isUsable()
                && other.matchingType() == TlsaRecord.SHA_512
                && other.usage() == record.usage()
                && other.selector() == record.selector();
    }

    /** Returns the certificates in the order of a path: each one is followed by its issuer. */
    private static List<X509Certificate> path(List<X509Certificate> sent) {
        List<X509Certificate> rest = new ArrayList<>(sent);
        List<X509Certificate> path = new ArrayList<>();
        Optional<X509Certificate> next = rest.stream().findFirst();
        while (next.isPresent()) {
            X509Certificate certificate = next.get();
            rest.remove(certificate);
            path.add(certificate);
            next = rest.stream()
                    .filter(issuer -> issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))
                    .findFirst();
        }
        return List.copyOf(path);
    }

    private boolean matchesServer() {
        return records(TlsaRecord.DANE_EE).anyMatch(record -> isAbout(record, chain.get(0)));
    }

    private boolean matchesIssuer() {
        return records(TlsaRecord.DANE_TA)
                .sorted(Comparator.comparingInt(TlsaRecord::matchingType).reversed())
                .anyMatch(record -> leadsTo(record) || endsAt(record));
    }

    private Stream<TlsaRecord> records(int usage) {
        return records.stream().filter(record -> record.usage() == usage);
    }

    /** Returns whether the server sent the issuer that the record names, and its certificate leads there. */
    private boolean leadsTo(TlsaRecord record) {
        for (int i = 1; i < chain.size(); i++) {
            if (isAbout(record, chain.get(i))) {
                return isValid(chain.subList(0, i), new TrustAnchor(chain.get(i), null));
            }
        }
        return false;
    }

    /** Returns whether the record itself contains the issuer, which the server then need not send. RFC 7671, 5.2.2. */
    private boolean endsAt(TlsaRecord record) {
        if (record.matchingType() != TlsaRecord.EXACT) {
            return false;
        }
        byte[] data = HexFormat.of().parseHex(record.data());
        Stream<TrustAnchor> anchors = record.selector() == TlsaRecord.FULL_CERTIFICATE
                ? certificate(data).map(issuer -> new TrustAnchor(issuer, null)).stream()
                : keys(data).map(key -> new TrustAnchor(last().getIssuerX500Principal(), key, null));
        return anchors.anyMatch(anchor -> isValid(chain, anchor));
    }

    private X509Certificate last() {
        return chain.get(chain.size() - 1);
    }

    private static Optional<X509Certificate> certificate(byte[] encoded) {
        try {
            return Optional.of((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Stream<PublicKey> keys(byte[] encoded) {
        return KEY_ALGORITHMS.stream().flatMap(algorithm -> {
            try {
                return Stream.of(KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded)));
            } catch (GeneralSecurityException e) {
                return Stream.empty();
            }
        });
    }

    private boolean isValid(List<X509Certificate> path, TrustAnchor anchor) {
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(anchor));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(now));
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean isAbout(TlsaRecord record, X509Certificate certificate) {
        return association(certificate, record.selector(), record.matchingType())
                .equals(record.data());
    }

    /** Returns the data that a record about the certificate has; empty if the certificate cannot be encoded. */
    static String association(X509Certificate certificate, int selector, int matchingType) {
        try {
            byte[] selected = selector == TlsaRecord.FULL_CERTIFICATE
                    ? certificate.getEncoded()
                    : certificate.getPublicKey().getEncoded();
            return HexFormat.of()
                    .formatHex(matchingType == TlsaRecord.EXACT ? selected : digest(selected, matchingType));
        } catch (CertificateEncodingException e) {
            return "";
        }
    }

    private static byte[] digest(byte[] selected, int matchingType) {
        String algorithm = matchingType == TlsaRecord.SHA_512 ? "SHA-512" : "SHA-256";
        try {
            return MessageDigest.getInstance(algorithm).digest(selected);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
