package io.mtasts.verdict;

import io.mtasts.sts.Policy;
import io.mtasts.sts.PolicyParser;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * The result of fetching the policy from one address of the policy host: a response or a failure. RFC 8461, 3.3.
 *
 * @param tls the TLS connection, as far as it was established
 * @param took the time from the start of the fetch to the response or the failure
 */
public record AddressFetch(
        InetAddress address,
        Optional<TlsInfo> tls,
        Optional<PolicyResponse> response,
        Optional<FetchFailure> failure,
        Duration took) {

    public AddressFetch {
        if (response.isPresent() == failure.isPresent()) {
            throw new IllegalArgumentException("there must be either a response or a failure");
        }
    }

    /** Creates the result of a fetch that ended without a response. */
    public static AddressFetch failed(InetAddress address, Optional<TlsInfo> tls, FetchFailure failure, Duration took) {
        return new AddressFetch(address, tls, Optional.empty(), Optional.of(failure), took);
    }

    /** Creates the result of a fetch that ended with a response. */
    public static AddressFetch responded(
            InetAddress address, Optional<TlsInfo> tls, PolicyResponse response, Duration took) {
        return new AddressFetch(address, tls, Optional.of(response), Optional.empty(), took);
    }

    /** Returns whether this service fetched from the address. A limit of its own may have kept it from that. */
    public boolean isFetched() {
        return failure.filter(reason -> reason.kind() == FetchFailure.Kind.NOT_FETCHED)
                .isEmpty();
    }

    /** Returns the policy that a sender gets from this address; empty if it gets none that it accepts. */
    public Optional<Policy> policy() {
        return response.filter(answer -> PolicyResponseCheck.error(answer).isEmpty())
                .flatMap(answer -> PolicyParser.parse(answer.body()).policy());
    }
}
