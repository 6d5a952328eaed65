package io.mtasts.limit;

import io.github.bucket4j.TimeMeter;
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
    private final RateLimit clients;
    private final RateLimit targets;

    public RateLimits(RateLimitConfig config) {
        enabled = config.enabled();
        clients = new RateLimit(
                "client", config.client().requests(), config.client().window(), TimeMeter.SYSTEM_NANOTIME);
        targets = new RateLimit(
                "target", config.target().requests(), config.target().window(), TimeMeter.SYSTEM_NANOTIME);
        if (enabled) {
            // the public suffix list is read at the first look, for which no event loop should have to wait
            RegisteredName.of(DomainName.of("example.com").orElseThrow());
        }
    }

    /**
     * Counts a request of a client; empty where nothing is limited.
     *
     * @param address as text; a name is never looked up
     */
    public Optional<Quota> ofClient(@Nullable String address) {
        return enabled ? Optional.of(clients.take(ClientKey.of(address))) : Optional.empty();
    }

    /** Counts a request about a domain; empty where nothing is limited. */
    public Optional<Quota> ofTarget(DomainName domain) {
        return enabled ? Optional.of(targets.take(RegisteredName.of(domain))) : Optional.empty();
    }

    /** How many requests were over the limit of their client since the start. */
    public long refusedOfClients() {
        return clients.refused();
    }

    /** How many requests were over the limit of their target since the start. */
    public long refusedOfTargets() {
        return targets.refused();
    }
}
