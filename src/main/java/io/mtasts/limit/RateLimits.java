package io.mtasts.limit;

import io.github.bucket4j.TimeMeter;
import io.mtasts.config.MtaStsConfig;
import io.mtasts.name.DomainName;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts the requests of each client, and those about each target. */
@Startup
@Singleton
public class RateLimits {

    private final boolean enabled;
    private final KeyedRateLimiter clients;
    private final KeyedRateLimiter targets;

    public RateLimits(MtaStsConfig all) {
        MtaStsConfig.RateLimit config = all.rateLimit();
        enabled = config.enabled();
        clients = new KeyedRateLimiter(
                "client", config.client().requests(), config.client().window(), TimeMeter.SYSTEM_NANOTIME);
        targets = new KeyedRateLimiter(
                "target", config.target().requests(), config.target().window(), TimeMeter.SYSTEM_NANOTIME);
        if (enabled) {
            // the public suffix list is read at the first look, for which no event loop should have to wait
            RegistrableDomain.of(DomainName.of("example.com").orElseThrow());
        }
    }

    /**
     * Counts a request of a client; empty where nothing is limited.
     *
     * @param address as text; a name is never looked up
     */
    public Optional<RateLimitDecision> ofClient(@Nullable String address) {
        return enabled ? Optional.of(clients.tryAcquire(ClientKey.of(address))) : Optional.empty();
    }

    /** Counts a request about a domain; empty where nothing is limited. */
    public Optional<RateLimitDecision> ofTarget(DomainName domain) {
        return enabled ? Optional.of(targets.tryAcquire(RegistrableDomain.of(domain))) : Optional.empty();
    }

    /** How many requests were over the limit of their client since the start. */
    public long rejectionsByClient() {
        return clients.rejections();
    }

    /** How many requests were over the limit of their target since the start. */
    public long rejectionsByTarget() {
        return targets.rejections();
    }
}
