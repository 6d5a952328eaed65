package io.mtasts.probe;

import io.mtasts.config.MtaStsConfig;
import io.mtasts.dns.Resolver;
import io.mtasts.name.DomainInput;
import io.mtasts.net.ConnectionBudget;
import io.mtasts.net.SsrfGuard;
import io.mtasts.tls.MtaStsTrustManager;
import io.mtasts.verdict.Evaluator;
import io.mtasts.verdict.Report;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Set;

/**
 * A prober that is assembled without a container, for the command line.
 *
 * <p>The guard and the limits of each check apply, but no limit of many clients.
 */
public final class StandaloneProber implements AutoCloseable {

    private final Vertx vertx;
    private final DomainProber prober;

    private StandaloneProber(Vertx vertx, DomainProber prober) {
        this.vertx = vertx;
        this.prober = prober;
    }

    /**
     * Creates a prober.
     *
     * @param trusted certificates to trust beside the roots of the configuration
     * @throws IllegalArgumentException if the configuration is not valid
     */
    public static StandaloneProber create(MtaStsConfig config, Set<X509Certificate> trusted) {
        ProbeBeans beans = new ProbeBeans();
        Clock clock = beans.clock();
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        try {
            SsrfGuard guard = beans.guard(config);
            MtaStsTrustManager trust = ProbeBeans.trust(config, trusted, clock);
            Resolver resolver = beans.resolver(vertx, config);
            DomainProber prober = new DomainProber(
                    resolver,
                    beans.fetcher(vertx, config, guard, trust),
                    beans.starttls(vertx, config, guard, trust),
                    guard,
                    new ConnectionBudget.Limits(address -> true),
                    config,
                    clock,
                    observations -> {});
            return new StandaloneProber(vertx, prober);
        } catch (IllegalArgumentException e) {
            vertx.close();
            throw e;
        }
    }

    /** Checks a domain. Fails only if the process has no socket left. */
    public Uni<Report> check(DomainInput.Accepted domain) {
        return prober.probe(ProbeRequest.of(domain.name()))
                .collect()
                .last()
                .map(event -> Evaluator.evaluate(domain.findings(), ((ProbeEvent.Finished) event).observations()));
    }

    /** Releases the event loops in the background. */
    @Override
    public void close() {
        vertx.close();
    }
}
