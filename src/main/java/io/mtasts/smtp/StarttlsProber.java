package io.mtasts.smtp;

import io.mtasts.net.ConnectionBudget;
import io.mtasts.net.SsrfGuard;
import io.mtasts.tls.MtaStsTrustManager;
import io.mtasts.tls.TlsClients;
import io.mtasts.tls.TlsEngine;
import io.mtasts.verdict.HostLookup;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.StarttlsFailure.Kind;
import io.mtasts.verdict.StarttlsProbe;
import io.netty.channel.EventLoop;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A client that probes the TLS of mail servers, at no other addresses than the given ones. RFC 3207; RFC 8461, 4.2. */
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

    /** Probes a mail server, with the connections of a check of its own. */
    public Uni<StarttlsProbe> probe(HostLookup host) {
        return probe(host, ConnectionBudget.Limits.PER_CHECK.forCheck());
    }

    /**
     * Probes a mail server. Never fails, and ends within the time-out. The name must be one that can be in a certificate.
     *
     * @param connections counts the connections of the check
     */
    public Uni<StarttlsProbe> probe(HostLookup host, ConnectionBudget connections) {
        List<InetAddress> addresses = Stream.of(host.aaaa(), host.a())
                .flatMap(lookup -> firstAllowed(lookup).stream())
                .toList();
        if (addresses.isEmpty()) {
            return Uni.createFrom().item(StarttlsProbe.failed(host.name(), Kind.NOT_PUBLIC, texts(host.addresses())));
        }
        return Uni.createFrom()
                .<StarttlsProbe>emitter(emitter -> start(host.name(), addresses, connections, emitter))
                .onFailure()
                .recoverWithItem(failure ->
                        StarttlsProbe.failed(host.name(), Kind.SKIPPED, "not tried: " + failure.getMessage()));
    }

    private Optional<InetAddress> firstAllowed(Lookup<InetAddress> family) {
        return family.records().stream().filter(guard::mayConnect).findFirst();
    }

    private static String texts(List<InetAddress> addresses) {
        return addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
    }

    private void start(
            String host,
            List<InetAddress> addresses,
            ConnectionBudget connections,
            UniEmitter<? super StarttlsProbe> emitter) {
        EventLoop loop = ((VertxInternal) vertx).createEventLoopContext().nettyEventLoop();
        MailServerProbe probe = new MailServerProbe(
                new SmtpProbeContext(loop, guard, tls, settings, host, connections, tls.budget(connections)),
                addresses,
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
