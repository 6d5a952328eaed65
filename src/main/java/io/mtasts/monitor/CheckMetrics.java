package io.mtasts.monitor;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.mtasts.verdict.Report;
import io.mtasts.verdict.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Counts the checks that came to an end, by what they found and never by whom they are about. */
@ApplicationScoped
class CheckMetrics {

    private final MeterProvider<Counter> checks;

    CheckMetrics(MeterRegistry registry) {
        checks = Counter.builder("mta.sts.checks")
                .description("Checks that were answered, by verdict and by the severity of the worst finding.")
                .withRegistry(registry);
    }

    void checked(@Observes Report report) {
        checks.withTags(
                        "verdict",
                        report.verdict().map(Verdict::toString).orElse("unknown"),
                        "severity",
                        Words.severity(report))
                .increment();
    }
}
