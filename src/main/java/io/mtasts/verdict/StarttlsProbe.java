package io.mtasts.verdict;

import java.net.InetAddress;
import java.util.Optional;

/**
 * The observed TLS of a mail server on its SMTP port. RFC 3207; RFC 8461, 4.2.
 *
 * @param address the address that this service connected to; empty if there was no connection
 * @param tls the session with its certificate, accepted or not; present if there is no failure
 */
public record StarttlsProbe(
        String host, Optional<InetAddress> address, Optional<TlsInfo> tls, Optional<StarttlsFailure> failure) {

    /** Whether a sender that requires TLS can use it. */
    public enum Status {
        VALID,
        INVALID,
        /** The observation says nothing about TLS. */
        UNKNOWN
    }

    public StarttlsProbe {
        boolean shown = failure.map(one -> !one.certificateProblems().isEmpty()).orElse(true);
        if (shown && tls.flatMap(TlsInfo::certificate).isEmpty()) {
            throw new IllegalArgumentException("a certificate is judged, but not shown: " + host);
        }
    }

    /** Creates the result for a server that this service did not connect to. */
    public static StarttlsProbe failed(String host, StarttlsFailure.Kind kind, String detail) {
        return new StarttlsProbe(
                host, Optional.empty(), Optional.empty(), Optional.of(StarttlsFailure.of(kind, detail)));
    }

    public Status status() {
        return failure.map(one -> one.kind().conclusive() ? Status.INVALID : Status.UNKNOWN)
                .orElse(Status.VALID);
    }
}
