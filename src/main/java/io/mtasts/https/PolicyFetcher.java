package io.mtasts.https;

import io.mtasts.net.ConnectionBudget;
import io.mtasts.net.SocketsExhaustedException;
import io.mtasts.net.SsrfGuard;
import io.mtasts.tls.MtaStsTrustManager;
import io.mtasts.tls.TlsClients;
import io.mtasts.verdict.AddressFetch;
import io.mtasts.verdict.FetchFailure;
import io.mtasts.verdict.FetchFailure.Kind;
import io.mtasts.verdict.HostLookup;
import io.mtasts.verdict.PolicyFetch;
import io.netty.channel.EventLoop;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Consumer;

/** A client that fetches the policy from a policy host, and connects to no other addresses than the given ones. RFC 8461, 3.3. */
public final class PolicyFetcher {

    private final Vertx vertx;
    private final SsrfGuard guard;
    private final TlsClients tls;
    private final FetchSettings settings;

    public PolicyFetcher(Vertx vertx, SsrfGuard guard, MtaStsTrustManager trust, FetchSettings settings) {
        this.vertx = vertx;
        this.guard = guard;
        this.tls = new TlsClients(settings.tlsEngine(), trust, HttpProtocol.ids());
        this.settings = settings;
    }

    /** Fetches the policy from all addresses of the host, with the connections of a check of its own. */
    public Uni<PolicyFetch> fetch(HostLookup host) {
        return fetch(host, ConnectionBudget.Limits.PER_CHECK.forCheck());
    }

    /**
     * Fetches the policy from all addresses of the host. Ends within the time-out, and fails with a {@link SocketsExhaustedException} only.
     *
     * @param connections counts the connections of the check
     */
    public Uni<PolicyFetch> fetch(HostLookup host, ConnectionBudget connections) {
        List<InetAddress> notPublic =
                host.addresses().stream().filter(a -> !guard.mayConnect(a)).toList();
        List<InetAddress> addresses =
                host.addresses().stream().filter(guard::mayConnect).toList();
        if (host.addresses().isEmpty()) {
            String outcomes =
                    "A: " + host.a().outcome() + ", AAAA: " + host.aaaa().outcome();
            FetchFailure none = FetchFailure.of(Kind.NO_ADDRESS, outcomes);
            return Uni.createFrom().item(PolicyFetch.unreachable(host, notPublic, none));
        }
        if (addresses.isEmpty()) {
            FetchFailure none = FetchFailure.of(Kind.NOT_PUBLIC, "");
            return Uni.createFrom().item(PolicyFetch.unreachable(host, notPublic, none));
        }
        return Uni.createFrom()
                .<List<AddressFetch>>emitter(emitter -> start(host.name(), addresses, connections, emitter))
                .map(answers -> PolicyFetch.of(host, notPublic, answers, settings.slowAfter()));
    }

    private void start(
            String name,
            List<InetAddress> addresses,
            ConnectionBudget connections,
            UniEmitter<? super List<AddressFetch>> emitter) {
        // a fetch runs on one event loop, so that its state needs no lock
        EventLoop loop = ((VertxInternal) vertx).getEventLoopGroup().next();
        FetchContext context = new FetchContext(
                loop,
                guard,
                tls,
                settings,
                name,
                System.nanoTime(),
                connections,
                tls.budget(connections),
                emitter::fail);
        PolicyFetchOperation fetch = new PolicyFetchOperation(context, addresses, onCallersContext(emitter));
        emitter.onTermination(() -> close(loop, fetch));
        loop.execute(() -> {
            try {
                fetch.start();
            } catch (RuntimeException e) {
                // a bug in this service; without this line the caller would wait for the deadline
                emitter.fail(e);
            }
        });
    }

    private static void close(EventLoop loop, PolicyFetchOperation fetch) {
        if (!loop.isShuttingDown()) {
            loop.execute(fetch::close);
        }
    }

    private static Consumer<List<AddressFetch>> onCallersContext(UniEmitter<? super List<AddressFetch>> emitter) {
        Context caller = Vertx.currentContext();
        return answers -> {
            // not on the context of a worker, which may be blocked until these very answers arrive
            if (caller != null && caller.isEventLoopContext()) {
                caller.runOnContext(v -> emitter.complete(answers));
            } else {
                emitter.complete(answers);
            }
        };
    }
}
