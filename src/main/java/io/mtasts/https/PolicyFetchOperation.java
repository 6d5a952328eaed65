package io.mtasts.https;

import io.mtasts.net.InetAddressOrder;
import io.mtasts.net.Nat64;
import io.mtasts.net.SocketsExhaustedException;
import io.mtasts.net.SsrfGuard;
import io.mtasts.verdict.AddressFetch;
import io.mtasts.verdict.TlsInfo;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A fetch from all vetted addresses of a host, side by side and with one deadline. Ends when each address has given a
 * response or failed. Belongs to one event loop.
 */
final class PolicyFetchOperation implements AddressFetchOperation.Listener {

    private final FetchContext context;
    private final List<InetAddress> addresses;
    private final Map<InetAddress, AddressFetchOperation> fetches = new LinkedHashMap<>();
    private final Consumer<List<AddressFetch>> onDone;
    private @Nullable Future<?> deadline;
    private @Nullable Future<?> connectDeadline;
    private boolean tls12Known = true;
    private boolean tls12Probed;
    private boolean only13;
    private boolean over;

    PolicyFetchOperation(FetchContext context, List<InetAddress> addresses, Consumer<List<AddressFetch>> onDone) {
        this.context = context;
        this.addresses = InetAddressOrder.of(addresses);
        this.onDone = onDone;
        InetAddressOrder.withEmbeddedIpv4(this.addresses, context.guard())
                .forEach(target -> fetches.put(target, new AddressFetchOperation(context, target, this)));
    }

    void start() {
        deadline = context.after(context.remaining(), this::timeOut);
        ConnectionSpec spec = new ConnectionSpec(context.tls().preferredEngine(), HttpProtocol.HTTP1);
        fetches.values().forEach(fetch -> fetch.start(spec));
    }

    /** Ends the fetch without an outcome: closes its connections, and drops its timers and tasks. */
    void close() {
        over = true;
        Stream.of(deadline, connectDeadline).forEach(timer -> {
            if (timer != null) {
                timer.cancel(false);
            }
        });
        context.handshakes().close();
        fetches.values().forEach(AddressFetchOperation::close);
    }

    /** Probes TLS 1.2 if the first connection has negotiated TLS 1.3, so that it does not show whether the host supports 1.2. */
    @Override
    public void onConnected(TlsConnection connection) {
        boolean first = !tls12Probed;
        tls12Probed = true;
        if (first && connection.tlsProtocol().equals("TLSv1.3")) {
            tls12Known = false;
            Tls12Probe.run(context, connection.attempt().address(), found -> {
                only13 = found;
                tls12Known = true;
                finishIfDone();
            });
        }
    }

    /** Waits for a shorter time, after the first response, for addresses that do not even accept a connection. */
    @Override
    public void onEnd() {
        if (connectDeadline == null && !over && hasResponse()) {
            connectDeadline = context.after(
                    context.otherConnectTimeout(),
                    () -> fetches.values().forEach(AddressFetchOperation::endIfNotConnected));
        }
        finishIfDone();
    }

    private boolean hasResponse() {
        return fetches.values().stream()
                .flatMap(fetch -> fetch.result().stream())
                .anyMatch(result -> result.response().isPresent());
    }

    private void timeOut() {
        tls12Known = true;
        fetches.values().forEach(AddressFetchOperation::timeOut);
    }

    private void finishIfDone() {
        if (over || !tls12Known) {
            return;
        }
        List<Optional<AddressFetch>> results =
                addresses.stream().map(this::result).toList();
        if (results.stream().allMatch(Optional::isPresent)) {
            close();
            finish(results.stream()
                    .flatMap(Optional::stream)
                    .map(this::withTls12)
                    .toList());
        }
    }

    /** Reports the results, unless only limits of this service kept it from any. A lack of IPv6 does not pass, so it is a result. */
    private void finish(List<AddressFetch> results) {
        if (results.stream().noneMatch(result -> result.isFetched() || isLackOfIpv6(result))) {
            context.giveUp().accept(new SocketsExhaustedException("too many connections to one address"));
        } else {
            onDone.accept(results);
        }
    }

    private static boolean isLackOfIpv6(AddressFetch result) {
        return result.failure()
                .filter(failure -> failure.detail().equals(SsrfGuard.NO_IPV6))
                .isPresent();
    }

    /** Returns the result of an address. One of NAT64 serves if the IPv4 address inside it does. */
    private Optional<AddressFetch> result(InetAddress address) {
        Optional<AddressFetch> own = fetch(address).result();
        Optional<AddressFetchOperation> inner = Nat64.embeddedIpv4(address).map(fetches::get);
        if (inner.isEmpty() || own.flatMap(AddressFetch::response).isPresent()) {
            return own;
        }
        Optional<AddressFetch> other = inner.get().result();
        return other.flatMap(AddressFetch::response).isPresent() || own.isPresent()
                ? other.map(result ->
                        new AddressFetch(address, result.tls(), result.response(), result.failure(), result.took()))
                : Optional.empty();
    }

    private AddressFetchOperation fetch(InetAddress address) {
        AddressFetchOperation fetch = fetches.get(address);
        if (fetch == null) {
            throw new IllegalArgumentException("no fetch from " + address);
        }
        return fetch;
    }

    private AddressFetch withTls12(AddressFetch result) {
        return new AddressFetch(
                result.address(),
                result.tls()
                        .map(tls -> new TlsInfo(
                                tls.protocol(), only13 && tls.protocol().equals("TLSv1.3"), tls.chain())),
                result.response(),
                result.failure(),
                result.took());
    }
}
