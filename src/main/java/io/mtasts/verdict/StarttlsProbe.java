package io.mtasts.verdict;

import java.net.InetAddress;
import java.util.Optional;

/**
 * What was seen of a mail server's TLS on its SMTP port. RFC 3207; RFC 8461, 4.2.
 *
 * @param address the one that was spoken with; absent where no connection came about
 * @param tls the certificate that was shown, also where it does not do; present where there is no failure
 */
public record StarttlsProbe(
        String host, Optional<InetAddress> address, Optional<TlsInfo> tls, Optional<StarttlsFailure> failure) {

    /** Whether a sender that insists on TLS would get it. */
    public enum Status {
        VALID,
        INVALID,
        /** What was seen says nothing of TLS. */
        UNKNOWN
    }

    public StarttlsProbe {
        boolean shown = failure.map(one -> !one.certificateProblems().isEmpty()).orElse(true);
        if (shown && tls.flatMap(TlsInfo::certificate).isEmpty()) {
            throw new IllegalArgumentException("a certificate is judged, but not shown: " + host);
        }
    }

    /** Not connected to. */
    public static StarttlsProbe failed(String host, StarttlsFailure.Kind kind, String detail) {
        return new StarttlsProbe(
                host, Optional.empty(), Optional.empty(), Optional.of(StarttlsFailure.of(kind, detail)));
    }

    public Status status() {
        return failure.map(one -> one.kind().conclusive() ? Status.INVALID : Status.UNKNOWN)
                .orElse(Status.VALID);
    }
}
