package io.mtasts.probe;

import io.mtasts.dns.NettyResolver;
import io.mtasts.dns.Resolver;
import io.mtasts.dns.SystemResolvers;
import io.mtasts.https.AddressGuard;
import io.mtasts.https.FetchSettings;
import io.mtasts.https.PolicyFetcher;
import io.mtasts.https.PolicyTrust;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.KeyStore;
import java.time.Clock;
import java.util.List;

/** Builds from the configuration what the prober works with. */
@Dependent
class Wiring {

    /** The entry of the TLS registry whose trust store is added to that of the JVM. */
    private static final String TRUST = "policy";

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Resolver resolver(Vertx vertx, MtaStsConfig config) {
        MtaStsConfig.Dns dns = config.dns();
        return new NettyResolver(
                vertx, SystemResolvers.of(dns.servers().orElse(List.of())), dns.timeout(), dns.attempts());
    }

    void close(@Disposes Resolver resolver) {
        if (resolver instanceof NettyResolver netty) {
            netty.close();
        }
    }

    @Produces
    @Singleton
    Permits permits(Vertx vertx, MtaStsConfig config) {
        return new Permits(vertx, config.limits().checks(), config.limits().maxWait());
    }

    @Produces
    @Singleton
    PolicyFetcher fetcher(Vertx vertx, MtaStsConfig config, TlsConfigurationRegistry registry, Clock clock) {
        MtaStsConfig.Policy policy = config.policy();
        AddressGuard guard = new AddressGuard(config.guard().allow().orElse(List.of()), AddressGuard.ownAddresses());
        List<KeyStore> stores = registry.get(TRUST).map(TlsConfiguration::getTrustStore).stream()
                .toList();
        FetchSettings settings = new FetchSettings(
                policy.port(),
                policy.publicPort().orElse(policy.port()),
                policy.timeout(),
                policy.slowAfter().orElse(FetchSettings.slowAfter(policy.timeout())),
                policy.maxBytes(),
                "");
        return new PolicyFetcher(vertx, guard, new PolicyTrust(stores, clock), settings);
    }
}
