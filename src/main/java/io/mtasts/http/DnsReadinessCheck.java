package io.mtasts.http;

import io.mtasts.dns.Resolver;
import io.mtasts.verdict.Lookup;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready is a service whose DNS resolver answers, since without one no check has a verdict; Quarkus adds: and that does not stop. */
@Readiness
@ApplicationScoped
class DnsReadinessCheck implements AsyncHealthCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** However many ask. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Uni<Boolean> resolverAnswers;

    DnsReadinessCheck(Resolver resolver) {
        // every resolver knows the root, and no domain is named
        resolverAnswers = resolver.txt("")
                .map(Lookup::conclusive)
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem(false)
                // where no socket is to be had
                .onFailure()
                .recoverWithItem(false)
                .memoize()
                .forFixedDuration(FRESH);
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return resolverAnswers.map(answers -> HealthCheckResponse.named("DNS resolver")
                .withData("root", answers ? "answers" : "does not answer")
                .status(answers)
                .build());
    }
}
