package io.mtasts.verdict;

import java.util.List;

/**
 * Why a mail server was not seen to do TLS as RFC 8461, 4.2 asks.
 *
 * @param replyCode of the SMTP reply that it was, else 0
 * @param detail what was seen, in a few words; may hold text from outside
 * @param certificateProblems for {@link Kind#CERTIFICATE} at least one, else none
 */
public record StarttlsFailure(Kind kind, int replyCode, String detail, List<CertificateProblem> certificateProblems) {

    /** The reasons; the first ones leave open whether senders get their TLS. */
    public enum Kind {
        /** Not connected to, because there was too much to do. */
        SKIPPED,
        /** None of its addresses is a public one. */
        NOT_PUBLIC,
        /** No connection came about. */
        UNREACHABLE,
        TIMEOUT,
        /** It ended the connection, or would not talk to us. */
        REJECTED,
        /** The server demands more than this service gives: costly keys, or too much data. */
        LIMIT_EXCEEDED,
        NOT_SMTP,
        NOT_OFFERED,
        STARTTLS_REFUSED,
        /** Text in clear came behind the reply to STARTTLS. */
        INJECTION,
        TLS_FAILED,
        TLS_VERSION,
        CERTIFICATE;

        /** Whether a sender in mode enforce would not deliver either. */
        boolean conclusive() {
            return compareTo(LIMIT_EXCEEDED) > 0;
        }
    }

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

    /** Whether trying again may help: a time-out, or a transient negative reply. RFC 5321, 4.2.1. */
    boolean isTransient() {
        return kind == Kind.SKIPPED || kind == Kind.UNREACHABLE || kind == Kind.TIMEOUT || replyCode / 100 == 4;
    }
}
