package io.mtasts.verdict;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The reason why no TLS session with a mail server was established that RFC 8461, 4.2 accepts.
 *
 * @param replyCode the code of the SMTP reply that was the reason, or 0
 * @param detail the observation in a few words; may hold text from outside
 * @param certificateProblems at least one for {@link Kind#CERTIFICATE}, otherwise none
 */
public record StarttlsFailure(Kind kind, int replyCode, String detail, List<CertificateProblem> certificateProblems) {

    /** The reasons. The first ones leave open whether senders can use TLS. */
    public enum Kind {
        /** This service did not connect, because it was overloaded, had reached a limit, or has no IPv6. */
        SKIPPED,
        /** The address is not a public one. */
        NOT_PUBLIC,
        CONNECTION_REFUSED,
        /** There is no route to the address. */
        UNREACHABLE,
        /** Nothing answered the attempt to connect, for example because a firewall blocks port 25. */
        NO_ANSWER,
        /** The greeting did not come in time. Some servers delay it for unknown clients. */
        GREETING_TIMEOUT,
        TIMEOUT,
        /** The server rejected the client for now (4yz), as greylisting does. RFC 5321, 4.2.1. */
        TEMPORARILY_REJECTED,
        /** The server closed the connection, or rejected the client. */
        REJECTED,
        /** The server demands more than this service gives: costly keys, or too much data. */
        LIMIT_EXCEEDED,
        NOT_SMTP,
        NOT_OFFERED,
        STARTTLS_REFUSED,
        /** Plain text followed the reply to STARTTLS. */
        INJECTION,
        TLS_FAILED,
        TLS_VERSION,
        CERTIFICATE;

        /** Returns whether a sender in mode enforce would not deliver either. */
        boolean conclusive() {
            return compareTo(LIMIT_EXCEEDED) > 0;
        }

        /** Returns whether a connection was established. */
        boolean connected() {
            return compareTo(NO_ANSWER) > 0;
        }
    }

    private static final Set<Kind> TRANSIENT = EnumSet.of(
            Kind.SKIPPED,
            Kind.CONNECTION_REFUSED,
            Kind.UNREACHABLE,
            Kind.NO_ANSWER,
            Kind.GREETING_TIMEOUT,
            Kind.TIMEOUT,
            Kind.TEMPORARILY_REJECTED);

    private static final int NO_REPLY = 0;

    public StarttlsFailure {
        certificateProblems = List.copyOf(certificateProblems);
        if ((kind == Kind.CERTIFICATE) == certificateProblems.isEmpty()) {
            throw new IllegalArgumentException(kind + " with " + certificateProblems);
        }
    }

    public static StarttlsFailure of(Kind kind, String detail) {
        return new StarttlsFailure(kind, NO_REPLY, detail, List.of());
    }

    /** Returns whether another attempt may succeed: after a timeout, or a transient negative reply. RFC 5321, 4.2.1. */
    boolean isTransient() {
        return TRANSIENT.contains(kind) || replyCode / 100 == 4;
    }
}
