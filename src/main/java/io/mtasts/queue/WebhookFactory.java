package io.mtasts.queue;

import io.mtasts.config.MtaStsConfig;
import io.mtasts.dns.Resolver;
import io.mtasts.net.SsrfGuard;
import io.mtasts.tls.MtaStsTrustManager;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** A factory of the client for the webhook, which uses the resolver, guard and roots of checks. */
@ApplicationScoped
class WebhookFactory {

    private final Vertx vertx;
    private final Resolver resolver;
    private final SsrfGuard guard;
    private final MtaStsTrustManager trust;
    private final MtaStsConfig.Queue.Webhook config;
    private final Clock clock;

    WebhookFactory(
            Vertx vertx,
            Resolver resolver,
            SsrfGuard guard,
            MtaStsTrustManager trust,
            MtaStsConfig config,
            Clock clock) {
        this.vertx = vertx;
        this.resolver = resolver;
        this.guard = guard;
        this.trust = trust;
        this.config = config.queue().webhook();
        this.clock = clock;
    }

    /** Creates the client; empty if no URL is configured. */
    Optional<Webhook> create() {
        return config.url().map(url -> new Webhook(vertx, resolver, guard, trust, config, clock));
    }
}
