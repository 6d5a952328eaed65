package io.mtasts.https;

import io.mtasts.net.SocketsExhaustedException;
import io.mtasts.net.SsrfGuard;
import io.mtasts.tls.MtaStsTrustManager;
import io.mtasts.tls.TlsClients;
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
import java.util.Optional;
import java.util.function.Consumer;

/** Fetches the policy from a Policy Host whose addresses are known, from no other address than these. RFC 8461, 3.3. */
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

    /** Asks the host for its policy; ends within the time-out, and fails with a {@link SocketsExhaustedException} only. */
    public Uni<PolicyFetch> fetch(HostLookup host) {
        List<InetAddress> notPublic =
                host.addresses().stream().filter(a -> !guard.mayConnect(a)).toList();
        List<InetAddress> addresses =
                host.addresses().stream().filter(guard::mayConnect).toList();
        if (host.addresses().isEmpty()) {
            String outcomes =
                    "A: " + host.a().outcome() + ", AAAA: " + host.aaaa().outcome();
            return Uni.createFrom().item(failed(host, notPublic, FetchFailure.of(Kind.NO_ADDRESS, outcomes)));
        }
        if (addresses.isEmpty()) {
            return Uni.createFrom().item(failed(host, notPublic, FetchFailure.of(Kind.NOT_PUBLIC, "")));
        }
        return Uni.createFrom()
                .<PolicyFetchOperation.Outcome>emitter(emitter -> start(host.name(), addresses, emitter))
                .map(outcome -> policyFetch(host, notPublic, outcome));
    }

    private void start(
            String name, List<InetAddress> addresses, UniEmitter<? super PolicyFetchOperation.Outcome> emitter) {
        // all of a fetch runs on one event loop, so that nothing of it needs a lock
        EventLoop loop = ((VertxInternal) vertx).getEventLoopGroup().next();
        FetchContext task = new FetchContext(loop, guard, tls, settings, name, System.nanoTime(), emitter::fail);
        PolicyFetchOperation fetch = new PolicyFetchOperation(task, addresses, onCallersContext(emitter));
        emitter.onTermination(() -> close(loop, fetch));
        loop.execute(() -> {
            try {
                fetch.start();
            } catch (RuntimeException e) {
                // a bug of ours; without this the caller would wait for the deadline
                emitter.fail(e);
            }
        });
    }

    private static void close(EventLoop loop, PolicyFetchOperation fetch) {
        if (!loop.isShuttingDown()) {
            loop.execute(fetch::close);
        }
    }

    private static Consumer<PolicyFetchOperation.Outcome> onCallersContext(
            UniEmitter<? super PolicyFetchOperation.Outcome> emitter) {
        Context caller = Vertx.currentContext();
        return outcome -> {
            // not to a worker's context, which may be waiting for this very outcome
            if (caller != null && caller.isEventLoopContext()) {
                caller.runOnContext(v -> emitter.complete(outcome));
            } else {
                emitter.complete(outcome);
            }
        };
    }

    private static PolicyFetch policyFetch(
            HostLookup host, List<InetAddress> notPublic, PolicyFetchOperation.Outcome outcome) {
        return new PolicyFetch(
                host,
                notPublic,
                outcome.failedAddresses(),
                outcome.tls(),
                outcome.answer(),
                outcome.failure(),
                outcome.slow());
    }

    private static PolicyFetch failed(HostLookup host, List<InetAddress> notPublic, FetchFailure failure) {
        return new PolicyFetch(
                host, notPublic, List.of(), Optional.empty(), Optional.empty(), Optional.of(failure), false);
    }
}
