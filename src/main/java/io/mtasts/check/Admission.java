package io.mtasts.check;

import io.mtasts.limit.RateLimitDecision;
import io.mtasts.name.DomainInput;
import java.util.Optional;

/** A decision on one request. */
public sealed interface Admission {

    /** Returns the state of the limit that decided; empty if the request was not counted. */
    Optional<RateLimitDecision> limit();

    /** A request that may use the network. */
    record Admitted(DomainInput.Accepted input, Optional<RateLimitDecision> limit) implements Admission {}

    /** A request that is rejected. */
    record Denied(CheckFailure.Rejected rejection, Optional<RateLimitDecision> limit) implements Admission {}
}
