package io.mtasts.verdict;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * The result of fetching the policy from its host: a response or a failure. RFC 8461, 3.3.
 *
 * @param notPublic addresses that this service did not connect to, because they are not public
 * @param failedAddresses addresses that do not serve the policy, while another one does
 * @param slow whether the response took so long that some senders give up
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
            throw new IllegalArgumentException("there must be either a response or a failure");
        }
    }
}
