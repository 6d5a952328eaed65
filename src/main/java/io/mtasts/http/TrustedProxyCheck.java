package io.mtasts.http;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A startup check that prevents clients from choosing the address that their rate limit counts by. */
@ApplicationScoped
class TrustedProxyCheck {

    /** Fails the startup if forwarded addresses are used without trusted proxies. Quarkus would trust every client. */
    void check(
            @Observes StartupEvent start,
            @ConfigProperty(name = "quarkus.http.proxy.proxy-address-forwarding") boolean forwarding,
            @ConfigProperty(name = "quarkus.http.proxy.trusted-proxies") Optional<List<String>> trusted) {
        if (forwarding && trusted.orElse(List.of()).isEmpty()) {
            throw new ConfigurationException(
                    "quarkus.http.proxy.proxy-address-forwarding requires quarkus.http.proxy.trusted-proxies."
                            + " Otherwise any client could choose the address that its rate limit counts by.");
        }
    }
}
