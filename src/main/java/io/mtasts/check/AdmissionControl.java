package io.mtasts.check;

import io.mtasts.check.CheckFailure.Reason;
import io.mtasts.check.CheckFailure.Rejected;
import io.mtasts.limit.ClientKey;
import io.mtasts.limit.RateLimitDecision;
import io.mtasts.limit.RateLimits;
import io.mtasts.name.DomainInput;
import io.mtasts.name.DomainName;
import io.mtasts.probe.CoalescingProber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A gate that admits requests to the network, or rejects them: an invalid domain, or an exceeded rate limit. */
@ApplicationScoped
public class AdmissionControl {

    private static final Limit CLIENT_LIMIT =
            new Limit("rate-limit-client", "Too many recent requests from your network.");
    private static final Limit TARGET_LIMIT = new Limit("rate-limit-target", "Too many recent checks of this domain.");

    /** Checks take seconds. */
    private static final Duration RETRY_AFTER_RUNNING_CHECKS = Duration.ofSeconds(5);

    private final RateLimits limits;
    private final CoalescingProber probes;

    /** A limit, with the code of the problem that it causes. */
    private record Limit(String code, String reason) {}

    public AdmissionControl(RateLimits limits, CoalescingProber probes) {
        this.limits = limits;
        this.probes = probes;
    }

    /**
     * Decides on a check of a domain. A check that is already running does not count towards the limit of the domain.
     *
     * @param client the client's address as text, null if it is not known
     */
    public Admission admit(DomainInput input, @Nullable String client) {
        return decide(input, client, probes::isInFlight);
    }

    /** Decides on a lookup that is never shared, so that it always counts towards the limit of the domain. */
    public Admission admitPart(DomainInput input, @Nullable String client) {
        return decide(input, client, domain -> false);
    }

    /** Counts a request that costs this service work, but no lookup. Returns the rejection if there were too many. */
    public Optional<Rejected> countRequest(@Nullable String client) {
        return limits.ofClient(client)
                .filter(decision -> !decision.admitted())
                .map(decision -> rejected(CLIENT_LIMIT, Duration.ofSeconds(decision.afterSeconds())));
    }

    /** Decides on a check that a queue requested. It counts towards the limit of the domain, but has no client. */
    public Admission admitQueued(DomainInput.Accepted input) {
        return decide(input, ClientKey.QUEUE, Optional.empty(), probes::isInFlight);
    }

    /** Decides on a lookup that a queue requested. It is never shared. */
    public Admission admitQueuedPart(DomainInput.Accepted input) {
        return decide(input, ClientKey.QUEUE, Optional.empty(), domain -> false);
    }

    /** Waits until the rate limit of the client admits one more domain of a list, then decides on the domain. */
    Uni<Admission> awaitPermit(DomainInput input, @Nullable String client) {
        if (input instanceof DomainInput.Rejected invalid) {
            return Uni.createFrom().item(denied(invalid));
        }
        DomainInput.Accepted domain = (DomainInput.Accepted) input;
        return limits.ofClient(client)
                .filter(decision -> !decision.admitted())
                .map(RateLimitDecision::afterMillis)
                .map(wait ->
                        Uni.createFrom().voidItem().onItem().delayIt().by(wait).chain(() -> awaitPermit(input, client)))
                .orElseGet(() -> Uni.createFrom()
                        .item(() -> decide(domain, ClientKey.of(client), Optional.empty(), probes::isInFlight)));
    }

    /** Returns the rejection of an input that is not a domain name. */
    public static Rejected invalidDomain(DomainInput.Rejected input) {
        return Rejected.of(Reason.INVALID_REQUEST, input.finding());
    }

    /** Returns the rejection of a check that waited too long for other checks of its client. */
    static Rejected tooManyRunning() {
        return rejected(
                new Limit(CLIENT_LIMIT.code(), "Too many checks for your network are running."),
                RETRY_AFTER_RUNNING_CHECKS);
    }

    private Admission decide(DomainInput input, @Nullable String client, Predicate<DomainName> isFree) {
        if (input instanceof DomainInput.Rejected invalid) {
            return denied(invalid);
        }
        Optional<RateLimitDecision> ofClient = limits.ofClient(client);
        return ofClient.isPresent() && !ofClient.get().admitted()
                ? denied(ofClient.get(), CLIENT_LIMIT)
                : decide((DomainInput.Accepted) input, ClientKey.of(client), ofClient, isFree);
    }

    /** Counts a check of the domain, unless it is free. */
    private Admission decide(
            DomainInput.Accepted input,
            ClientKey client,
            Optional<RateLimitDecision> ofClient,
            Predicate<DomainName> isFree) {
        Optional<RateLimitDecision> exceeded = isFree.test(input.name())
                ? Optional.empty()
                : limits.ofTarget(input.name(), client).filter(decision -> !decision.admitted());
        return exceeded.map(decision -> denied(decision, TARGET_LIMIT))
                .orElseGet(() -> new Admission.Admitted(input, client, ofClient));
    }

    private static Admission denied(DomainInput.Rejected input) {
        return new Admission.Denied(invalidDomain(input), Optional.empty());
    }

    private static Admission denied(RateLimitDecision decision, Limit limit) {
        return new Admission.Denied(
                rejected(limit, Duration.ofSeconds(decision.afterSeconds())), Optional.of(decision));
    }

    private static Rejected rejected(Limit limit, Duration retryAfter) {
        return new Rejected(
                Reason.RATE_LIMITED,
                limit.code(),
                limit.reason() + " Please try again in " + retryAfter.toSeconds() + " seconds.",
                Optional.empty(),
                Optional.of(retryAfter));
    }
}
