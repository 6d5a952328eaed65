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

/** Counts the checks that came to an end, by what they found and never by whom they are about. */
@ApplicationScoped
class CheckMetrics {

    private final MeterProvider<Counter> checks;
    private final MeterProvider<Counter> dmarc;

    CheckMetrics(MeterRegistry registry) {
        checks = Counter.builder("mta.sts.checks")
                .description("Checks that were answered, by verdict and by the severity of the worst finding.")
                .withRegistry(registry);
        dmarc = Counter.builder("mta.sts.dmarc.checks")
                .description("Checks of DMARC that were answered, by verdict and by the severity of the worst finding.")
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
