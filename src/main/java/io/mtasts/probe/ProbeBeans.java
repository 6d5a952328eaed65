package io.mtasts.probe;

import io.mtasts.config.MtaStsConfig;
import io.mtasts.dns.NettyResolver;
import io.mtasts.dns.Resolver;
import io.mtasts.dns.SystemResolvers;
import io.mtasts.https.FetchSettings;
import io.mtasts.https.PolicyFetcher;
import io.mtasts.limit.ClientKey;
import io.mtasts.limit.RateLimits;
import io.mtasts.name.DomainName;
import io.mtasts.net.ConnectionBudget;
import io.mtasts.net.SsrfGuard;
import io.mtasts.smtp.SmtpSettings;
import io.mtasts.smtp.StarttlsProber;
import io.mtasts.tls.CaBundles;
import io.mtasts.tls.MtaStsTrustManager;
import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.Startup;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Logger;

/** A factory of the beans that depend on the configuration. */
@Dependent
class ProbeBeans {

    private static final Logger LOG = Logger.getLogger(ProbeBeans.class.getName());

    /** The name of the TLS registry entry whose trust store is added to the roots. */
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
                vertx,
                SystemResolvers.of(dns.servers().orElse(List.of())),
                dns.timeout(),
                dns.attempts(),
                server -> dns.trustAd().orElse(server.getAddress().isLoopbackAddress()));
    }

    void close(@Disposes Resolver resolver) {
        if (resolver instanceof NettyResolver netty) {
            netty.close();
        }
    }

    @Produces
    @Singleton
    Bulkhead permits(Vertx vertx, MtaStsConfig config) {
        MtaStsConfig.Limits limits = config.limits();
        int perClient = config.rateLimit().enabled() ? limits.clientChecks() : limits.checks();
        return new Bulkhead(
                vertx,
                limits.checks(),
                // the worker has limits of its own
                client -> client.equals(ClientKey.QUEUE) ? limits.checks() : perClient,
                limits.maxWait());
    }

    @Produces
    @Singleton
    SsrfGuard guard(MtaStsConfig config) {
        return new SsrfGuard(config.guard().allow().orElse(List.of()), SsrfGuard.ownAddresses());
    }

    /** Addresses that the operator allows explicitly are the operator's own, so no rate applies to them. */
    @Produces
    @Singleton
    ConnectionBudget.Limits connectionLimits(SsrfGuard guard, RateLimits rates) {
        return new ConnectionBudget.Limits(address -> guard.isAllowed(address) || rates.tryConnect(address));
    }

    @Produces
    @Singleton
    MtaStsTrustManager trust(MtaStsConfig config, TlsConfigurationRegistry registry, Clock clock) {
        Set<X509Certificate> added = registry.get(TRUST)
                .map(TlsConfiguration::getTrustStore)
                .map(CaBundles::of)
                .orElse(Set.of());
        return trust(config, added, clock);
    }

    /** Creates the trust manager with certificates that are trusted beside the roots. */
    static MtaStsTrustManager trust(MtaStsConfig config, Set<X509Certificate> added, Clock clock) {
        Set<X509Certificate> roots = roots(config.policy());
        roots.addAll(added);
        return new MtaStsTrustManager(roots, config.policy().signatureProvider(), clock);
    }

    /** Runs at startup, since a service without its trusted roots must not start. */
    @Startup
    @Produces
    @Singleton
    PolicyFetcher fetcher(Vertx vertx, MtaStsConfig config, SsrfGuard guard, MtaStsTrustManager trust) {
        MtaStsConfig.Policy policy = config.policy();
        FetchSettings settings = new FetchSettings(
                policy.port(),
                policy.publicPort().orElse(policy.port()),
                policy.timeout(),
                policy.slowAfter(),
                policy.maxBytes(),
                policy.tlsEngine(),
                "");
        LOG.info(() ->
                "TLS engines in order of preference: " + policy.tlsEngine().inOrder());
        return new PolicyFetcher(vertx, guard, trust, settings);
    }

    /** Runs at startup, since a service without a valid EHLO name must not probe mail servers. */
    @Startup
    @Produces
    @Singleton
    MailServerProber starttls(Vertx vertx, MtaStsConfig config, SsrfGuard guard, MtaStsTrustManager trust) {
        MtaStsConfig.Smtp smtp = config.smtp();
        Optional<StarttlsProber> prober =
                smtp.probe() ? Optional.of(new StarttlsProber(vertx, guard, trust, settings(smtp))) : Optional.empty();
        return new MailServerProber(
                prober,
                // so that a session can wait for one that times out
                new SessionQueue(vertx, smtp.connections(), smtp.timeout().multipliedBy(2)),
                smtp.hosts());
    }

    private static SmtpSettings settings(MtaStsConfig.Smtp smtp) {
        DomainName ehloName = smtp.ehloName()
                .flatMap(DomainName::of)
                .filter(name -> name.labels() > 1 && !name.endsNumeric())
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "mta-sts.smtp.probe requires mta-sts.smtp.ehlo-name, a fully qualified name that resolves to this service"));
        return new SmtpSettings(smtp.port(), smtp.publicPort().orElse(smtp.port()), smtp.timeout(), ehloName);
    }

    private static Set<X509Certificate> roots(MtaStsConfig.Policy policy) {
        Optional<Path> bundle = policy.caBundle().or(ProbeBeans::nativeBundle);
        Set<X509Certificate> roots = new HashSet<>(bundle.map(CaBundles::of).orElseGet(CaBundles::ofJvm));
        LOG.info(() -> "Trusting %d root certificates of %s"
                .formatted(roots.size(), bundle.map(Path::toString).orElse("the JVM")));
        return roots;
    }

    /** Returns the bundle of the system for a native binary, whose JVM roots are those of the build machine. */
    private static Optional<Path> nativeBundle() {
        if (!ImageMode.current().isNativeImage() || System.getProperty("javax.net.ssl.trustStore") != null) {
            return Optional.empty();
        }
        return Optional.of(CaBundles.systemBundle()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no CA bundle found in the usual places; set mta-sts.policy.ca-bundle")));
    }
}
