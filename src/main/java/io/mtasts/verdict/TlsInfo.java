package io.mtasts.verdict;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The TLS connection to the policy host or to a mail server.
 *
 * @param protocol "TLSv1.2" or "TLSv1.3"; empty if the handshake failed
 * @param only13 whether the host rejects TLS 1.2; always false for mail servers, which are not asked
 * @param chain the certificates that the server sent, the leaf first; empty if it sent none
 */
public record TlsInfo(String protocol, boolean only13, List<CertificateInfo> chain) {

    public TlsInfo {
        chain = List.copyOf(chain);
    }

    /** Creates the connection of a server of which only the leaf certificate is known. */
    public TlsInfo(String protocol, boolean only13, Optional<CertificateInfo> certificate) {
        this(protocol, only13, certificate.map(List::of).orElse(List.of()));
    }

    /** Returns the certificate of the server itself. */
    public Optional<CertificateInfo> certificate() {
        return chain.stream().findFirst();
    }

    boolean isLeaf(CertificateInfo certificate) {
        return certificate().equals(Optional.of(certificate));
    }

    /**
     * Returns the certificate whose expiry ends the validity of an accepted chain: that of the server, or one of an
     * issuer that expires before it. An expired one is not part of the chain that was accepted, and roots do not count.
     */
    Optional<CertificateInfo> firstToExpire(Instant now) {
        return chain.stream()
                .filter(certificate -> isLeaf(certificate)
                        || !certificate.isSelfIssued() && certificate.notAfter().isAfter(now))
                .min(Comparator.comparing(CertificateInfo::notAfter));
    }

    /** Returns the words about a certificate of the chain, with its subject if it is not the server's own. */
    String describe(CertificateInfo certificate, String words) {
        return isLeaf(certificate) ? words : "the certificate of the issuer " + certificate.subject() + ", " + words;
    }
}
