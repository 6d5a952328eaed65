package io.mtasts.monitor;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.mtasts.queue.QueueStatistics;
import io.mtasts.queue.QueueWorker;
import io.mtasts.queue.RecordOutcome;
import io.mtasts.queue.Stage;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Counters and gauges of the worker, if this instance is one. No label names a domain. */
@ApplicationScoped
class QueueMetrics {

    private static final String STAGE = "stage";

    private final MeterRegistry registry;
    private final List<Meter> meters = new ArrayList<>();

    QueueMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void register(@Observes StartupEvent start, QueueWorker worker, QueueStatistics statistics) {
        if (!worker.isEnabled()) {
            return;
        }
        for (Stage stage : Stage.values()) {
            for (RecordOutcome outcome : RecordOutcome.values()) {
                if (outcome.isOf(stage)) {
                    meters.add(FunctionCounter.builder(
                                    "mta.sts.queue.records", statistics, counted -> counted.records(stage, outcome))
                            .description("Records that a stage of the queue has processed, by outcome.")
                            .tags(STAGE, stage.toString(), "outcome", outcome.toString())
                            .register(registry));
                }
            }
            gauge(
                    "mta.sts.queue.lag",
                    "Records that wait at the brokers, in the partitions of this instance.",
                    stage,
                    worker,
                    read -> read.lag(stage));
            gauge(
                    "mta.sts.queue.running",
                    "Records that a stage of the queue is processing.",
                    stage,
                    statistics,
                    counted -> counted.running(stage));
        }
        counter(
                "mta.sts.queue.send.failures",
                "Failed attempts to write a record to the brokers.",
                worker,
                QueueWorker::sendFailures);
        counter("mta.sts.queue.changes", "Changes of verdicts.", statistics, QueueStatistics::changes);
        counter(
                "mta.sts.queue.not.remembered",
                "Verdicts that could not be remembered, so that a change may be missed.",
                statistics,
                QueueStatistics::notRemembered);
        webhook("accepted", statistics, QueueStatistics::webhookDeliveries);
        webhook("failed", statistics, QueueStatistics::webhookFailures);
        meters.add(Gauge.builder("mta.sts.queue.remembered", statistics, QueueStatistics::remembered)
                .description("Domains with MTA-STS whose state this instance remembers.")
                .strongReference(true)
                .register(registry));
    }

    // The global registry outlives the application. It must not read beans of an application that has stopped.
    @PreDestroy
    void unregister() {
        meters.forEach(registry::remove);
    }

    private <T> void gauge(String name, String description, Stage stage, T source, ToDoubleFunction<T> value) {
        meters.add(Gauge.builder(name, source, value)
                .description(description)
                .tag(STAGE, stage.toString())
                .strongReference(true)
                .register(registry));
    }

    private <T> void counter(String name, String description, T source, ToDoubleFunction<T> count) {
        meters.add(FunctionCounter.builder(name, source, count)
                .description(description)
                .register(registry));
    }

    private void webhook(String outcome, QueueStatistics statistics, ToDoubleFunction<QueueStatistics> count) {
        meters.add(FunctionCounter.builder("mta.sts.queue.webhook", statistics, count)
                .description("Changes that were sent to the webhook, by outcome.")
                .tag("outcome", outcome)
                .register(registry));
    }
}
