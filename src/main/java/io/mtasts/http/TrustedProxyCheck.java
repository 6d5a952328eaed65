package io.mtasts.http;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses to start where anybody could pass for somebody else, and so have no limit. */
@ApplicationScoped
class TrustedProxyCheck {

    /** By default Quarkus trusts what any client says of where it comes from, once it looks at it at all. */
    void check(
            @Observes StartupEvent start,
            @ConfigProperty(name = "quarkus.http.proxy.proxy-address-forwarding") boolean forwarding,
            @ConfigProperty(name = "quarkus.http.proxy.trusted-proxies") Optional<List<String>> trusted) {
        if (forwarding && trusted.orElse(List.of()).isEmpty()) {
            throw new ConfigurationException(
                    "quarkus.http.proxy.proxy-address-forwarding needs quarkus.http.proxy.trusted-proxies:"
                            + " without it, any client could choose the address that its limit counts by");
        }
    }
}
