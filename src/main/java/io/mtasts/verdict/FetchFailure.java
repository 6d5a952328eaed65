package io.mtasts.verdict;

import java.util.List;

/**
 * The reason why the policy host gave no complete response.
 *
 * @param detail the observation in a few words; may hold text from outside
 * @param certificateProblems at least one for {@link Kind#CERTIFICATE}, otherwise none
 */
public record FetchFailure(Kind kind, String detail, List<CertificateProblem> certificateProblems) {

    /** The reasons, in the order of how far a fetch gets. The last one is the most specific. */
    public enum Kind {
        /** The name has no address, or its addresses could not be looked up. */
        NO_ADDRESS,
        /** None of its addresses is a public one. */
        NOT_PUBLIC,
        /** This service made no connection, because of its own limits or because it has no IPv6. Says nothing about the host. */
        NOT_FETCHED,
        REFUSED,
        TIMEOUT,
        TLS_FAILED,
        TLS_VERSION,
        CERTIFICATE,
        /** The host demands more than this service gives: costly keys, or too much data. */
        LIMIT_EXCEEDED,
        /** There was a response, but not valid HTTP: its status line, its fields or its framing. RFC 9112. */
        INVALID_RESPONSE,
        HEADERS_TOO_LARGE,
        TOO_LARGE,
        TRUNCATED
    }

    public FetchFailure {
        certificateProblems = List.copyOf(certificateProblems);
        if ((kind == Kind.CERTIFICATE) == certificateProblems.isEmpty()) {
            throw new IllegalArgumentException(kind + " with " + certificateProblems);
        }
    }

    public static FetchFailure of(Kind kind, String detail) {
        return new FetchFailure(kind, detail, List.of());
    }
}
