package io.mtasts.check;

import io.mtasts.document.ProblemDocument;
import io.mtasts.finding.Finding;
import io.mtasts.http.ProblemException;
import io.mtasts.limit.RateLimitDecision;
import io.mtasts.limit.RateLimits;
import io.mtasts.name.DomainInput;
import io.mtasts.name.DomainName;
import io.mtasts.probe.CoalescingProber;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets a request on to the network, or says why not: what was given is no domain name, or it is one too many. */
@ApplicationScoped
public class AdmissionControl {

    private static final String TARGET_SPENT = "This domain was checked too often in a short time, by whomever.";

    private final RateLimits limits;
    private final CoalescingProber probes;

    public AdmissionControl(RateLimits limits, CoalescingProber probes) {
        this.limits = limits;
        this.probes = probes;
    }

    /** The work on a request that is let on, or the failure that says why it is not. */
    public <T> Uni<T> admit(DomainInput input, HttpServerRequest request, Supplier<Uni<T>> work) {
        return rejectOr(rejection(input, request), work);
    }

    /** The same for what no run under way can answer. */
    public <T> Uni<T> admitPart(DomainInput input, HttpServerRequest request, Supplier<Uni<T>> work) {
        return rejectOr(rejection(input, request, domain -> false), work);
    }

    private static <T> Uni<T> rejectOr(Optional<ProblemDocument> refusal, Supplier<Uni<T>> work) {
        return refusal.map(problem -> Uni.createFrom().<T>failure(new ProblemException(problem)))
                .orElseGet(work);
    }

    /** Ends when a domain of a list may be looked at, which waits for the rate of its client; fails where it may not. */
    Uni<Void> awaitPermit(DomainInput input, @Nullable String client) {
        if (input.name().isEmpty()) {
            return Uni.createFrom().failure(new ProblemException(noDomain(input)));
        }
        Optional<Duration> wait =
                limits.ofClient(client).filter(quota -> !quota.admitted()).map(RateLimitDecision::afterMillis);
        if (wait.isPresent()) {
            return Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(wait.get())
                    .chain(() -> awaitPermit(input, client));
        }
        return spent(input.name().get(), probes::isInFlight)
                .map(quota -> Uni.createFrom().<Void>failure(new ProblemException(tooMany(quota, TARGET_SPENT))))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** Why the request is not let on, if it is not; the state of its limit is written into the response's headers. */
    public Optional<ProblemDocument> rejection(DomainInput input, HttpServerRequest request) {
        return rejection(input, request, probes::isInFlight);
    }

    private Optional<ProblemDocument> rejection(
            DomainInput input, HttpServerRequest request, Predicate<DomainName> isFree) {
        if (input.name().isEmpty()) {
            return Optional.of(noDomain(input));
        }
        DomainName domain = input.name().get();
        return limits.ofClient(client(request))
                .flatMap(quota -> over(quota, request.response(), "Too many requests come from your network."))
                .or(() -> spent(domain, isFree).flatMap(quota -> over(quota, request.response(), TARGET_SPENT)));
    }

    /** Counts a request about the domain, unless it is free; the state of the limit where there were too many. */
    private Optional<RateLimitDecision> spent(DomainName domain, Predicate<DomainName> isFree) {
        return isFree.test(domain) ? Optional.empty() : limits.ofTarget(domain).filter(quota -> !quota.admitted());
    }

    public static ProblemDocument noDomain(DomainInput input) {
        Finding rejection = input.findings().get(0);
        return ProblemDocument.of(Status.BAD_REQUEST, rejection.code().code(), ProblemDocument.sentences(rejection))
                .withSuggestion(rejection.suggestedText().isEmpty() ? null : rejection.suggestedText());
    }

    private static Optional<ProblemDocument> over(RateLimitDecision quota, HttpServerResponse response, String reason) {
        response.putHeader("RateLimit-Policy", quota.policy()).putHeader("RateLimit", quota.state());
        return quota.admitted() ? Optional.empty() : Optional.of(tooMany(quota, reason));
    }

    private static ProblemDocument tooMany(RateLimitDecision quota, String reason) {
        return ProblemDocument.of(
                        Status.TOO_MANY_REQUESTS, reason + " Please try again in " + quota.afterSeconds() + " seconds.")
                .withRetryAfter(quota.afterSeconds());
    }

    /** The address of whoever asks; null where it is not known. */
    public static @Nullable String client(HttpServerRequest request) {
        SocketAddress remote = request.remoteAddress();
        return remote == null ? null : remote.hostAddress();
    }
}
