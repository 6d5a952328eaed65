package io.mtasts.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mtasts.check.FailureLog;
import io.mtasts.config.MtaStsConfig;
import io.mtasts.verdict.Verdict;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A consumer of verdicts that writes what changed.
 *
 * <p>The compacted topic is the memory. When a partition is assigned, the feed reads it from its start, and remembers the
 * state of each domain with MTA-STS. From the committed offset on it compares. Domains without MTA-STS are not remembered,
 * which are nearly all of many. Everything happens on one thread.
 */
final class ChangeFeed implements ConsumerRebalanceListener {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration SEND_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final byte[] NOT_CONFIGURED =
            Verdict.NOT_CONFIGURED.toString().getBytes(StandardCharsets.US_ASCII);

    private final MtaStsConfig.Queue config;
    private final QueueStatistics statistics;
    private final ObjectMapper json;
    private final Map<TopicPartition, Memory> memories = new HashMap<>();

    private @Nullable Consumer<byte[], byte[]> consumer;
    private @Nullable Thread thread;
    private volatile boolean closed;

    /** What is known of one partition. Records before the offset were compared earlier. */
    private record Memory(long compareFrom, Map<String, VerdictState> domains) {}

    ChangeFeed(MtaStsConfig.Queue config, QueueStatistics statistics, ObjectMapper json) {
        this.config = config;
        this.statistics = statistics;
        this.json = json;
    }

    /** Starts the thread of the feed. */
    void start(Consumer<byte[], byte[]> verdicts, Function<OutgoingRecord, Uni<Void>> send) {
        Thread created = new Thread(() -> run(verdicts, send), "queue-changes");
        created.setDaemon(true);
        consumer = verdicts;
        thread = created;
        created.start();
    }

    boolean isAlive() {
        return thread == null || closed || thread.isAlive();
    }

    void close() {
        closed = true;
        if (consumer != null && thread != null) {
            consumer.wakeup();
            try {
                thread.join(PAUSE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Compares until the feed is closed. */
    void run(Consumer<byte[], byte[]> verdicts, Function<OutgoingRecord, Uni<Void>> send) {
        consumer = verdicts;
        try (verdicts) {
            verdicts.subscribe(List.of(config.topics().verdicts()), this);
            while (!closed) {
                try {
                    step(verdicts, send);
                } catch (WakeupException end) {
                    // closed is true
                } catch (CommitFailedException | RebalanceInProgressException moved) {
                    // The next poll takes part in the rebalance. What was sent has the same id if it is sent again.
                } catch (RuntimeException failure) {
                    FailureLog.log(failure);
                    pause();
                    // Neither what was sent nor what is remembered is certain.
                    onPartitionsAssigned(verdicts.assignment());
                }
            }
        } catch (RuntimeException failure) {
            FailureLog.log(failure);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void step(Consumer<byte[], byte[]> verdicts, Function<OutgoingRecord, Uni<Void>> send) {
        List<Uni<Void>> sent = new ArrayList<>();
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : verdicts.poll(POLL)) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            Memory memory = memories.get(partition);
            if (memory == null) {
                continue;
            }
            Optional<OutgoingRecord> change = compare(memory, record);
            if (record.offset() >= memory.compareFrom()) {
                change.map(send).ifPresent(sent::add);
                offsets.put(partition, new OffsetAndMetadata(record.offset() + 1));
            }
        }
        // The sender repeats a record until the brokers have it. Without an end, the group would expel this consumer.
        if (!sent.isEmpty()) {
            Uni.join().all(sent).andFailFast().await().atMost(SEND_TIMEOUT);
        }
        if (!offsets.isEmpty()) {
            verdicts.commitSync(offsets);
        }
        statistics.remembers(remembered());
    }

    private int remembered() {
        return memories.values().stream()
                .mapToInt(memory -> memory.domains().size())
                .sum();
    }

    /** Remembers the state of a domain. Returns what has changed; empty if nothing has. */
    private Optional<OutgoingRecord> compare(Memory memory, ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return Optional.empty();
        }
        String domain = new String(record.key(), StandardCharsets.UTF_8);
        JsonNode document = isNotConfigured(record) ? json.missingNode() : read(record.value());
        VerdictState after = VerdictState.of(document);
        VerdictState before = remember(memory.domains(), domain, after);
        List<String> changed = before.diff(after);
        if (changed.isEmpty() || record.offset() < memory.compareFrom()) {
            return Optional.empty();
        }
        statistics.changed();
        ChangeDocument change = new ChangeDocument(
                record.partition() + "-" + record.offset(),
                domain,
                changed,
                before.isAbsent() ? null : before,
                after.isAbsent() ? null : after,
                instant(document.path("checkedAt").asText("")));
        return Optional.of(new OutgoingRecord(
                RecordOutcome.CHANGE,
                config.topics().changes(),
                domain,
                text(change),
                Map.of(
                        OutgoingRecord.DOCUMENT,
                        "change",
                        OutgoingRecord.SCHEMA_VERSION,
                        OutgoingRecord.CURRENT_SCHEMA,
                        "content-type",
                        "application/json")));
    }

    /** Returns the state before. */
    private VerdictState remember(Map<String, VerdictState> domains, String domain, VerdictState after) {
        if (after.isAbsent()) {
            return Optional.ofNullable(domains.remove(domain)).orElse(VerdictState.ABSENT);
        }
        if (!domains.containsKey(domain) && remembered() >= config.changes().maxDomains()) {
            statistics.couldNotRemember();
            return VerdictState.ABSENT;
        }
        return Optional.ofNullable(domains.put(domain, after)).orElse(VerdictState.ABSENT);
    }

    /** Returns whether the header says that there is no MTA-STS, so that nearly all documents need not be parsed. */
    private static boolean isNotConfigured(ConsumerRecord<?, ?> record) {
        Header verdict = record.headers().lastHeader(OutgoingRecord.VERDICT);
        return verdict != null && Arrays.equals(verdict.value(), NOT_CONFIGURED);
    }

    /** Returns the document of a verdict. A record without one, or with something else, means that there is no verdict. */
    private JsonNode read(byte @Nullable [] value) {
        try {
            return value == null ? json.missingNode() : json.readTree(value);
        } catch (IOException notJson) {
            return json.missingNode();
        }
    }

    private String text(ChangeDocument change) {
        try {
            return json.writeValueAsString(change);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Instant instant(String text) {
        try {
            return text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        Consumer<byte[], byte[]> verdicts = Optional.ofNullable(consumer).orElseThrow();
        Map<TopicPartition, OffsetAndMetadata> committed =
                verdicts.committed(partitions.stream().collect(Collectors.toUnmodifiableSet()));
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata offset = committed.get(partition);
            memories.put(partition, new Memory(offset == null ? 0 : offset.offset(), new HashMap<>()));
        }
        verdicts.seekToBeginning(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        partitions.forEach(memories::remove);
    }
}
