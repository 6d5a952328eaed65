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

/** Counters and timers of network operations. A probe that several requests share counts once. */
@ApplicationScoped
class LookupMetrics {

    private final MeterProvider<Timer> stages;
    private final MeterProvider<Counter> lookups;
    private final MeterProvider<Counter> fetches;
    private final MeterProvider<Counter> sessions;
    private final Timer runs;

    LookupMetrics(MeterRegistry registry) {
        stages = LatencyBuckets.timer("mta.sts.stage", "Duration of each part of a probe.")
                .withRegistry(registry);
        runs = LatencyBuckets.timer("mta.sts.run", "Duration of a probe, which several requests may share.")
                .register(registry);
        lookups = Counter.builder("mta.sts.dns.lookups")
                .description(
                        "DNS lookups that verdicts depend on, by type and outcome. A lookup includes retries and failover.")
                .withRegistry(registry);
        fetches = Counter.builder("mta.sts.policy.fetches")
                .description("Policy fetches by outcome.")
                .withRegistry(registry);
        sessions = Counter.builder("mta.sts.starttls.probes")
                .description("STARTTLS probes of mail servers by outcome.")
                .withRegistry(registry);
    }

    void ended(@Observes Observations observations) {
        runs.record(observations.timings().total());
        for (ProbeStage stage : ProbeStage.values()) {
            stages.withTag("stage", LabelValues.of(stage)).record(stage.duration(observations.timings()));
        }
        count("TXT", observations.record());
        count("TXT", observations.tlsRpt().lookup());
        count("MX", observations.mx());
        observations.mxHosts().forEach(this::count);
        count(observations.policy().host());
        fetches.withTag("outcome", outcome(observations.policy())).increment();
        observations.dane().forEach(probe -> count("TLSA", probe.tlsa().lookup()));
        observations
                .starttls()
                .forEach(probe -> sessions.withTag("outcome", outcome(probe)).increment());
    }

    private void count(HostLookup host) {
        count("A", host.a());
        count("AAAA", host.aaaa());
    }

    private void count(String type, Lookup<?> lookup) {
        lookups.withTags("type", type, "outcome", LabelValues.of(lookup.outcome()))
                .increment();
    }

    /** Returns the outcome of a fetch. The status of a response is reduced to its class, since a host can send any number. */
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
