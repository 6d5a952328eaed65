package io.mtasts.monitor;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.mtasts.dmarc.DmarcReport;
import io.mtasts.finding.Severity;
import io.mtasts.verdict.Report;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/** Counters of completed checks by result. No label names a domain. */
@ApplicationScoped
class CheckMetrics {

    private final MeterProvider<Counter> checks;
    private final MeterProvider<Counter> dmarc;

    CheckMetrics(MeterRegistry registry) {
        checks = Counter.builder("mta.sts.checks")
                .description("Completed checks by verdict and severity of the worst finding.")
                .withRegistry(registry);
        dmarc = Counter.builder("mta.sts.dmarc.checks")
                .description("Completed DMARC checks by verdict and severity of the worst finding.")
                .withRegistry(registry);
    }

    void checked(@Observes Report report) {
        count(checks, report.verdict(), report.severity());
    }

    void checked(@Observes DmarcReport report) {
        count(dmarc, report.verdict(), report.severity());
    }

    private static void count(MeterProvider<Counter> counter, Optional<?> verdict, Optional<Severity> severity) {
        counter.withTags(
                        "verdict",
                        verdict.map(Object::toString).orElse("unknown"),
                        "severity",
                        LabelValues.severity(severity))
                .increment();
    }
}
