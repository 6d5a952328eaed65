package io.mtasts.http;

import io.mtasts.dns.Resolver;
import io.mtasts.verdict.Lookup;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** A readiness check of the DNS resolver. Quarkus also reports the service as not ready during shutdown. */
@Readiness
@ApplicationScoped
class DnsReadinessCheck implements AsyncHealthCheck {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    /** The interval of lookups, which does not depend on the number of requests. */
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Uni<Boolean> resolverAnswers;

    DnsReadinessCheck(Resolver resolver) {
        // every resolver can answer for the root, and the query names no domain
        resolverAnswers = resolver.txt("")
                .map(Lookup::conclusive)
                .ifNoItem()
                .after(TIMEOUT)
                .recoverWithItem(false)
                // if no socket is available
                .onFailure()
                .recoverWithItem(false)
                .memoize()
                .forFixedDuration(INTERVAL);
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return resolverAnswers.map(answers -> HealthCheckResponse.named("DNS resolver")
                .withData("root", answers ? "answers" : "does not answer")
                .status(answers)
                .build());
    }
}
