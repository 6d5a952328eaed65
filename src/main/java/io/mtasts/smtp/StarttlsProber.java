package io.mtasts.smtp;

import io.mtasts.net.ConnectionBudget;
import io.mtasts.net.SsrfGuard;
import io.mtasts.tls.MtaStsTrustManager;
import io.mtasts.tls.TlsClients;
import io.mtasts.tls.TlsEngine;
import io.mtasts.verdict.StarttlsFailure.Kind;
import io.mtasts.verdict.StarttlsProbe;
import io.netty.channel.EventLoop;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.net.InetAddress;
import java.util.List;

/** A client that probes the TLS of mail servers at given addresses. RFC 3207; RFC 8461, 4.2. */
public final class StarttlsProber {

    private final Vertx vertx;
    private final SsrfGuard guard;
    private final TlsClients tls;
    private final SmtpSettings settings;

    public StarttlsProber(Vertx vertx, SsrfGuard guard, MtaStsTrustManager trust, SmtpSettings settings) {
        this.vertx = vertx;
        this.guard = guard;
        this.tls = new TlsClients(TlsEngine.JDK, trust, List.of(TlsClients.NO_ALPN));
        this.settings = settings;
    }

    /**
     * Probes a mail server at one of its addresses. Never fails, and ends within the time-out. The name must be one that can
     * be in a certificate.
     *
     * @param connections counts the connections of the check
     */
    public Uni<StarttlsProbe> probe(String host, InetAddress address, ConnectionBudget connections) {
        if (!guard.mayConnect(address)) {
            return Uni.createFrom()
                    .item(StarttlsProbe.failed(host, address, Kind.NOT_PUBLIC, address.getHostAddress()));
        }
        return Uni.createFrom()
                .<StarttlsProbe>emitter(emitter -> start(host, address, connections, emitter))
                .onFailure()
                .recoverWithItem(failure ->
                        StarttlsProbe.failed(host, address, Kind.SKIPPED, "not tried: " + failure.getMessage()));
    }

    private void start(
            String host, InetAddress address, ConnectionBudget connections, UniEmitter<? super StarttlsProbe> emitter) {
        EventLoop loop = ((VertxInternal) vertx).createEventLoopContext().nettyEventLoop();
        AddressProbe probe = new AddressProbe(
                new SmtpProbeContext(loop, guard, tls, settings, host, connections, tls.budget(connections)),
                address,
                emitter::complete);
        emitter.onTermination(() -> loop.execute(probe::close));
        loop.execute(() -> {
            try {
                probe.start();
            } catch (RuntimeException e) {
                // a bug in this service; without this line the caller would wait for the deadline
                emitter.fail(e);
            }
        });
    }
}
