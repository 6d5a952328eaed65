package io.mtasts.verdict;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * What came of asking the Policy Host for the policy: an answer or a failure. RFC 8461, 3.3.
 *
 * @param notPublic addresses that were not connected to, because they are not public ones
 * @param failedAddresses addresses that do not serve, where another one answered
 * @param slow whether the answer took so long that some senders will have given up
 */
public record PolicyFetch(
        HostLookup host,
        List<InetAddress> notPublic,
        List<AddressFailure> failedAddresses,
        Optional<TlsInfo> tls,
        Optional<PolicyResponse> response,
        Optional<FetchFailure> failure,
        boolean slow) {

    public PolicyFetch {
        notPublic = List.copyOf(notPublic);
        failedAddresses = List.copyOf(failedAddresses);
        if (response.isPresent() == failure.isPresent()) {
            throw new IllegalArgumentException("an answer and a failure exclude each other");
        }
    }
}
