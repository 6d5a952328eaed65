package io.mtasts.https;

import io.mtasts.net.Nat64;
import io.mtasts.tls.ClassifiedFailure;
import io.mtasts.verdict.AddressFailure;
import io.mtasts.verdict.FetchFailure;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is known of the addresses that were not asked for the policy. */
final class AlternateAddressProbe {

    private final Map<InetAddress, FetchFailure> failures = new HashMap<>();
    private final Set<InetAddress> pending = new HashSet<>();

    /** Looks at the addresses of which the race does not tell whether they serve. */
    void run(FetchContext task, List<InetAddress> addresses, HappyEyeballs race, Runnable oneIsDone) {
        race.failed().forEach((address, failed) -> failures.put(address, failed.failure()));
        pending.addAll(addresses);
        pending.removeAll(failures.keySet());
        pending.removeAll(race.accepting());
        for (InetAddress address : List.copyOf(pending)) {
            TcpProbe.run(task, address, failure -> {
                failure.ifPresent(one -> failures.put(address, one));
                pending.remove(address);
                oneIsDone.run();
            });
        }
    }

    boolean isDone() {
        return pending.isEmpty();
    }

    /** Those of the addresses that do not serve; one behind NAT64 does where the IPv4 address inside it does. */
    List<AddressFailure> failed(List<InetAddress> addresses) {
        return addresses.stream()
                .filter(address -> Nat64.embeddedIpv4(address)
                        .filter(inner -> failure(inner).isEmpty())
                        .isEmpty())
                .flatMap(address -> failure(address).map(failure -> new AddressFailure(address, failure)).stream())
                .toList();
    }

    private Optional<FetchFailure> failure(InetAddress address) {
        return pending.contains(address)
                ? Optional.of(ClassifiedFailure.timeout(FetchStage.CONNECTING.toString())
                        .failure())
                : Optional.ofNullable(failures.get(address));
    }
}
