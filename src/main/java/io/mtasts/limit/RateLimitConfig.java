package io.mtasts.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often the service may be asked. */
@ConfigMapping(prefix = "mta-sts.rate-limit")
public interface RateLimitConfig {

    @WithDefault("true")
    boolean enabled();

    /** By one client: an IPv4 address, or an IPv6 network of 64 bits. */
    Rate client();

    /** About one registered name and all below it, whoever asks, so that nobody is bothered by way of this service. */
    Rate target();

    /** So many requests of each, in a window. */
    interface Rate {

        @WithDefault("120")
        int requests();

        @WithDefault("1m")
        Duration window();
    }
}
