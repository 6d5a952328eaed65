package io.mtasts.check;

import io.mtasts.expect.Assessment;
import io.mtasts.finding.Finding;
import io.mtasts.verdict.InconclusiveLookup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A reason why a check has no value. */
public sealed interface CheckFailure {

    /**
     * A lookup that the answer depends on failed or timed out.
     *
     * @param cause the lookup, as a finding
     * @param observed the report, whose verdict is unknown, if the check has one
     */
    record Inconclusive(InconclusiveLookup cause, Optional<CheckReport> observed) implements CheckFailure {}

    /**
     * A request that the service does not carry out.
     *
     * @param code a finding code or another stable code, for programs
     * @param detail sentences for people
     * @param suggestion the intended domain or destination, if it is obvious
     * @param retryAfter how long the client should wait, if waiting helps
     */
    record Rejected(
            Reason reason, String code, String detail, Optional<String> suggestion, Optional<Duration> retryAfter)
            implements CheckFailure {

        static Rejected of(Reason reason, String code, String detail) {
            return new Rejected(reason, code, detail, Optional.empty(), Optional.empty());
        }

        static Rejected of(Reason reason, Finding finding) {
            return new Rejected(
                    reason,
                    finding.code().code(),
                    finding.message() + " " + finding.remedy(),
                    Optional.of(finding.suggestedText()).filter(text -> !text.isEmpty()),
                    Optional.empty());
        }
    }

    /**
     * Expectations of the request that do not hold, or that could not be determined.
     *
     * @param unmet those expectations, at least one
     * @param observed the report, which has a verdict
     */
    record NotAsExpected(List<Assessment> unmet, CheckReport observed) implements CheckFailure {

        public NotAsExpected {
            unmet = List.copyOf(unmet);
        }
    }

    /** The service has reached one of its own limits. */
    record Overloaded(Resource resource) implements CheckFailure {}

    /** A bug. The log has the details. */
    record UnexpectedError() implements CheckFailure {}

    /** Why a request is rejected. */
    enum Reason {
        /** The domain or a parameter is invalid. */
        INVALID_REQUEST,
        /** The list has more domains than one request may have. */
        LIST_TOO_LONG,
        /** A TLS report exceeds a limit of its size or its contents. */
        REPORT_TOO_LARGE,
        /** A rate limit is exceeded. */
        RATE_LIMITED,
        /** No policy can be generated for the domain. */
        NO_POLICY_POSSIBLE,
        /** The mail servers would change before senders have forgotten a policy that leaves them out. */
        CUT_OVER_TOO_EARLY
    }

    /** What the service has run out of. */
    enum Resource {
        /** Concurrent checks, or slots for their lookups. */
        CAPACITY,
        /** Sockets of the process. */
        SOCKETS,
        /** Heap of the process. */
        MEMORY
    }
}
