package io.mtasts.monitor;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.mtasts.verdict.HostLookup;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.Observations;
import io.mtasts.verdict.PolicyFetch;
import io.mtasts.verdict.PolicyResponse;
import io.mtasts.verdict.StarttlsProbe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Counts and times what checks ask of the network; a run that several requests share counts once. */
@ApplicationScoped
class LookupMetrics {

    private final MeterProvider<Timer> stages;
    private final MeterProvider<Counter> lookups;
    private final MeterProvider<Counter> fetches;
    private final MeterProvider<Counter> conversations;
    private final Timer runs;

    LookupMetrics(MeterRegistry registry) {
        stages = LatencyBuckets.timer("mta.sts.stage", "How long each part of looking at a domain took.")
                .withRegistry(registry);
        runs = LatencyBuckets.timer(
                        "mta.sts.run", "How long it took to look at a domain, once for all who share the run.")
                .register(registry);
        lookups = Counter.builder("mta.sts.dns.lookups")
                .description("DNS questions that verdicts rest on, by type and outcome, retries and failover included.")
                .withRegistry(registry);
        fetches = Counter.builder("mta.sts.policy.fetches")
                .description("Fetches of policies, by what came of them.")
                .withRegistry(registry);
        conversations = Counter.builder("mta.sts.starttls.probes")
                .description("Mail servers that were asked for TLS, by what came of it.")
                .withRegistry(registry);
    }

    void ended(@Observes Observations seen) {
        runs.record(seen.timings().total());
        for (ProbeStage stage : ProbeStage.values()) {
            stages.withTag("stage", LabelValues.of(stage)).record(stage.took(seen.timings()));
        }
        count("TXT", seen.record());
        count("TXT", seen.tlsRpt());
        count("MX", seen.mx());
        seen.mxHosts().forEach(this::count);
        count(seen.policy().host());
        fetches.withTag("outcome", outcome(seen.policy())).increment();
        seen.starttls()
                .forEach(probe ->
                        conversations.withTag("outcome", outcome(probe)).increment());
    }

    private void count(HostLookup host) {
        count("A", host.a());
        count("AAAA", host.aaaa());
    }

    private void count(String type, Lookup<?> lookup) {
        lookups.withTags("type", type, "outcome", LabelValues.of(lookup.outcome()))
                .increment();
    }

    /** A host may answer with any number, so the status is told by its first digit. */
    static String outcome(PolicyFetch fetch) {
        return fetch.failure()
                .map(failure -> LabelValues.of(failure.kind()))
                .or(() -> fetch.response().map(PolicyResponse::status).map(LookupMetrics::status))
                .orElseThrow();
    }

    private static String outcome(StarttlsProbe probe) {
        return probe.failure().map(failure -> LabelValues.of(failure.kind())).orElse("valid");
    }

    private static String status(int status) {
        if (status == 200) {
            return "served";
        }
        return status >= 100 && status < 600 ? "status-" + status / 100 + "xx" : "status-other";
    }
}
