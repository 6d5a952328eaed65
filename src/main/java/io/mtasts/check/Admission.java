package io.mtasts.check;

import io.mtasts.limit.ClientKey;
import io.mtasts.limit.RateLimitDecision;
import io.mtasts.name.DomainInput;
import io.mtasts.name.DomainName;
import java.util.Optional;

/** A decision on one request. */
public sealed interface Admission {

    /** Returns the state of the limit that decided; empty if the request was not counted. */
    Optional<RateLimitDecision> limit();

    /**
     * A request that may use the network.
     *
     * @param client the client, whose requests share its turns
     */
    record Admitted(DomainInput.Accepted input, ClientKey client, Optional<RateLimitDecision> limit)
            implements Admission {

        /** Returns the domain that was requested. */
        public DomainName domain() {
            return input.name();
        }
    }

    /** A request that is rejected. */
    record Denied(CheckFailure.Rejected rejection, Optional<RateLimitDecision> limit) implements Admission {}
}
