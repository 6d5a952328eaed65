package io.mtasts.verdict;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * The observed TLS of a mail server at one of its addresses. RFC 3207; RFC 8461, 4.2.
 *
 * @param host the name in the MX record
 * @param tls the session with its certificate, accepted or not; present if there is no failure
 * @param certificates what the server sent, its own certificate first; empty if that is not known
 */
public record StarttlsProbe(
        String host,
        InetAddress address,
        Optional<TlsInfo> tls,
        Optional<StarttlsFailure> failure,
        List<X509Certificate> certificates) {

    /** Whether a sender that requires TLS can use it at this address. */
    public enum Status {
        /** The server sent a certificate that senders accept. */
        VALID,
        /** A sender in mode enforce does not deliver to this address. */
        INVALID,
        /** The observation says nothing about TLS. */
        UNKNOWN
    }

    public StarttlsProbe {
        certificates = List.copyOf(certificates);
        boolean shown = failure.map(one -> !one.certificateProblems().isEmpty()).orElse(true);
        if (shown && tls.flatMap(TlsInfo::certificate).isEmpty()) {
            throw new IllegalArgumentException("a certificate is judged, but not shown: " + host);
        }
    }

    /** Creates a result without the certificates themselves. */
    public StarttlsProbe(String host, InetAddress address, Optional<TlsInfo> tls, Optional<StarttlsFailure> failure) {
        this(host, address, tls, failure, List.of());
    }

    /** Creates the result for an address that gave no SMTP reply and no certificate. */
    public static StarttlsProbe failed(String host, InetAddress address, StarttlsFailure.Kind kind, String detail) {
        return new StarttlsProbe(host, address, Optional.empty(), Optional.of(StarttlsFailure.of(kind, detail)));
    }

    /** Returns whether a sender that requires TLS can use it at this address. */
    public Status status() {
        return failure.map(one -> one.kind().conclusive() ? Status.INVALID : Status.UNKNOWN)
                .orElse(Status.VALID);
    }

    /** Returns whether this service established a connection to the address. */
    boolean isConnected() {
        return failure.filter(one -> !one.kind().connected()).isEmpty();
    }

    boolean isSkipped() {
        return failure.filter(one -> one.kind() == StarttlsFailure.Kind.SKIPPED).isPresent();
    }

    /** Returns the result without the certificates, which take pages. */
    @Override
    public String toString() {
        return host + " " + address.getHostAddress() + " " + tls + " " + failure;
    }
}
