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

/** The state of the addresses from which the policy was not fetched. */
final class AlternateAddressProbe {

    private final Map<InetAddress, FetchFailure> failures = new HashMap<>();
    private final Set<InetAddress> pending = new HashSet<>();

    /** Connects to the addresses whose state the race left open. Calls the listener as each of them is known. */
    void run(FetchContext context, List<InetAddress> addresses, HappyEyeballs race, Runnable onProgress) {
        race.failed().forEach((address, failed) -> failures.put(address, failed.failure()));
        pending.addAll(addresses);
        pending.removeAll(failures.keySet());
        pending.removeAll(race.accepting());
        for (InetAddress address : List.copyOf(pending)) {
            TcpProbe.run(context, address, failure -> {
                failure.ifPresent(found -> failures.put(address, found));
                pending.remove(address);
                onProgress.run();
            });
        }
    }

    boolean isDone() {
        return pending.isEmpty();
    }

    /** Returns the addresses that do not serve. An address of NAT64 serves if the IPv4 address inside it does. */
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
