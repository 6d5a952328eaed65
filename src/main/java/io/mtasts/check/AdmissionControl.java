package io.mtasts.check;

import io.mtasts.document.ProblemDocument;
import io.mtasts.finding.Finding;
import io.mtasts.http.ProblemException;
import io.mtasts.limit.RateLimitDecision;
import io.mtasts.limit.RateLimits;
import io.mtasts.name.DomainInput;
import io.mtasts.name.DomainInput.Accepted;
import io.mtasts.name.DomainInput.Rejected;
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
import java.util.function.Function;
import java.util.function.Predicate;
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

    /** Starts the work on an admitted request, or fails with the problem that explains the rejection. */
    public <T> Uni<T> admit(DomainInput input, HttpServerRequest request, Function<Accepted, Uni<T>> work) {
        return decide(input, request, work, AdmissionControl::failure);
    }

    /** Does the same for a partial check, which a check in flight cannot answer. */
    public <T> Uni<T> admitPart(DomainInput input, HttpServerRequest request, Function<Accepted, Uni<T>> work) {
        return decide(input, request, domain -> false, work, AdmissionControl::failure);
    }

    private static <T> Uni<T> failure(ProblemDocument problem) {
        return Uni.createFrom().failure(new ProblemException(problem));
    }

    /** Ends when a domain of a list may be looked at, which waits for the rate of its client; fails where it may not. */
    Uni<Void> awaitPermit(DomainName domain, @Nullable String client) {
        Optional<Duration> wait =
                limits.ofClient(client).filter(quota -> !quota.admitted()).map(RateLimitDecision::afterMillis);
        if (wait.isPresent()) {
            return Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(wait.get())
                    .chain(() -> awaitPermit(domain, client));
        }
        return spent(domain, probes::isInFlight)
                .map(quota -> Uni.createFrom().<Void>failure(new ProblemException(tooMany(quota, TARGET_SPENT))))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** Calls one of the functions. Writes the state of the request's rate limit into the response's headers. */
    public <T> T decide(
            DomainInput input,
            HttpServerRequest request,
            Function<Accepted, T> onAdmitted,
            Function<ProblemDocument, T> onRejected) {
        return decide(input, request, probes::isInFlight, onAdmitted, onRejected);
    }

    private <T> T decide(
            DomainInput input,
            HttpServerRequest request,
            Predicate<DomainName> isFree,
            Function<Accepted, T> onAdmitted,
            Function<ProblemDocument, T> onRejected) {
        if (input instanceof Accepted accepted) {
            Optional<ProblemDocument> excess = excess(accepted.name(), request, isFree);
            return excess.isPresent() ? onRejected.apply(excess.get()) : onAdmitted.apply(accepted);
        }
        return onRejected.apply(noDomain((Rejected) input));
    }

    private Optional<ProblemDocument> excess(
            DomainName domain, HttpServerRequest request, Predicate<DomainName> isFree) {
        return limits.ofClient(client(request))
                .flatMap(quota -> over(quota, request.response(), "Too many requests come from your network."))
                .or(() -> spent(domain, isFree).flatMap(quota -> over(quota, request.response(), TARGET_SPENT)));
    }

    /** Counts a request about the domain, unless it is free; the state of the limit where there were too many. */
    private Optional<RateLimitDecision> spent(DomainName domain, Predicate<DomainName> isFree) {
        return isFree.test(domain) ? Optional.empty() : limits.ofTarget(domain).filter(quota -> !quota.admitted());
    }

    /** Returns the problem for a text that is not a domain name. */
    public static ProblemDocument noDomain(Rejected input) {
        Finding rejection = input.finding();
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
