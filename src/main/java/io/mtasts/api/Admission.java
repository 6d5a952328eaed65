package io.mtasts.api;

import io.mtasts.finding.Finding;
import io.mtasts.limit.Quota;
import io.mtasts.limit.RateLimits;
import io.mtasts.name.DomainInput;
import io.mtasts.name.DomainName;
import io.mtasts.probe.SharedProbes;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets a request on to the network, or says why not: what was given is no domain name, or it is one too many. */
@ApplicationScoped
public class Admission {

    private final RateLimits limits;
    private final SharedProbes probes;

    public Admission(RateLimits limits, SharedProbes probes) {
        this.limits = limits;
        this.probes = probes;
    }

    /** The work on a request that is let on, or the failure that says why it is not. */
    <T> Uni<T> admitted(DomainInput input, HttpServerRequest request, Supplier<Uni<T>> work) {
        return unless(refusal(input, request), work);
    }

    /** The same for what no run under way can answer. */
    public <T> Uni<T> admittedPart(DomainInput input, HttpServerRequest request, Supplier<Uni<T>> work) {
        return unless(refusal(input, request, domain -> false), work);
    }

    private static <T> Uni<T> unless(Optional<Problem> refusal, Supplier<Uni<T>> work) {
        return refusal.map(problem -> Uni.createFrom().<T>failure(new ProblemException(problem)))
                .orElseGet(work);
    }

    /** Why the request is not let on, if it is not; the state of its limit is written into the response's headers. */
    public Optional<Problem> refusal(DomainInput input, HttpServerRequest request) {
        return refusal(input, request, probes::underWay);
    }

    private Optional<Problem> refusal(DomainInput input, HttpServerRequest request, Predicate<DomainName> isFree) {
        if (input.name().isEmpty()) {
            return Optional.of(noDomain(input));
        }
        DomainName domain = input.name().get();
        return limits.ofClient(address(request.remoteAddress()))
                .flatMap(quota -> over(quota, request.response(), "Too many requests come from your network."))
                .or(() -> isFree.test(domain)
                        ? Optional.empty()
                        : limits.ofTarget(domain)
                                .filter(quota -> !quota.admitted())
                                .flatMap(quota -> over(
                                        quota,
                                        request.response(),
                                        "This domain was checked too often in a short time, by whomever.")));
    }

    static Problem noDomain(DomainInput input) {
        Finding rejection = input.findings().get(0);
        return Problem.of(Status.BAD_REQUEST, rejection.code().code(), Problem.sentences(rejection))
                .withSuggestion(rejection.publish().isEmpty() ? null : rejection.publish());
    }

    private static Optional<Problem> over(Quota quota, HttpServerResponse response, String reason) {
        response.putHeader("RateLimit-Policy", quota.policy()).putHeader("RateLimit", quota.state());
        return quota.admitted()
                ? Optional.empty()
                : Optional.of(Problem.of(
                                Status.TOO_MANY_REQUESTS,
                                reason + " Please try again in " + quota.afterSeconds() + " seconds.")
                        .withRetryAfter(quota.afterSeconds()));
    }

    private static @Nullable String address(@Nullable SocketAddress remote) {
        return remote == null ? null : remote.hostAddress();
    }
}
