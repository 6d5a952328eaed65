package io.mtasts.queue;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counters of the worker, for metrics. */
@ApplicationScoped
public class QueueStatistics {

    private record StageOutcome(Stage stage, RecordOutcome outcome) {}

    private final Map<StageOutcome, LongAdder> records = new ConcurrentHashMap<>();
    private final Map<Stage, AtomicInteger> running = new ConcurrentHashMap<>();
    private final LongAdder changes = new LongAdder();
    private final LongAdder notRemembered = new LongAdder();
    private final AtomicInteger remembered = new AtomicInteger();
    private final LongAdder webhookDeliveries = new LongAdder();
    private final LongAdder webhookFailures = new LongAdder();

    void started(Stage stage) {
        running.computeIfAbsent(stage, key -> new AtomicInteger()).incrementAndGet();
    }

    void ended(Stage stage) {
        running.computeIfAbsent(stage, key -> new AtomicInteger()).decrementAndGet();
    }

    void sent(Stage stage, OutgoingRecord record) {
        records.computeIfAbsent(new StageOutcome(stage, record.outcome()), key -> new LongAdder())
                .increment();
    }

    void changed() {
        changes.increment();
    }

    void remembers(int domains) {
        remembered.set(domains);
    }

    void couldNotRemember() {
        notRemembered.increment();
    }

    void webhookDelivered() {
        webhookDeliveries.increment();
    }

    void webhookFailed() {
        webhookFailures.increment();
    }

    /** Returns how many records a stage has processed with this outcome. */
    public long records(Stage stage, RecordOutcome outcome) {
        return sum(records, new StageOutcome(stage, outcome));
    }

    /** Returns how many domains a stage is processing. */
    public int running(Stage stage) {
        AtomicInteger count = running.get(stage);
        return count == null ? 0 : count.get();
    }

    /** Returns how many domains a stage is processing, in all stages. */
    int running() {
        return running.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    /** Returns how many changes were found. */
    public long changes() {
        return changes.sum();
    }

    /** Returns how many domains with MTA-STS this instance remembers. */
    public int remembered() {
        return remembered.get();
    }

    /** Returns how many verdicts could not be remembered because the memory was full. */
    public long notRemembered() {
        return notRemembered.sum();
    }

    /** Returns how many changes the receiver accepted. */
    public long webhookDeliveries() {
        return webhookDeliveries.sum();
    }

    /** Returns how many changes the receiver did not accept after all attempts. */
    public long webhookFailures() {
        return webhookFailures.sum();
    }

    private static <K> long sum(Map<K, LongAdder> counters, K key) {
        LongAdder counter = counters.get(key);
        return counter == null ? 0 : counter.sum();
    }
}
