package io.mtasts.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeFeedTest {

    private static final TopicPartition PARTITION = new TopicPartition("mta-sts.verdicts", 0);
    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private final AtomicReference<RuntimeException> commitFailure = new AtomicReference<>();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest") {
        @Override
        public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
            RuntimeException failure = commitFailure.getAndSet(null);
            if (failure != null) {
                throw failure;
            }
            super.commitSync(offsets);
        }
    };
    private final List<OutgoingRecord> sent = new CopyOnWriteArrayList<>();
    private final QueueStatistics statistics = new QueueStatistics();
    private ChangeFeed feed = feed(Map.of());

    private ChangeFeed feed(Map<String, String> properties) {
        return new ChangeFeed(TestConfig.queue(properties), statistics, JSON);
    }

    @BeforeEach
    void topic() {
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 0L));
    }

    @AfterEach
    void close() {
        feed.close();
    }

    private void start() {
        start(record -> {
            sent.add(record);
            return Uni.createFrom().voidItem();
        });
    }

    private void start(Function<OutgoingRecord, Uni<Void>> sender) {
        feed.start(consumer, sender);
        await().until(() -> !consumer.subscription().isEmpty());
        consumer.schedulePollTask(() -> consumer.rebalance(List.of(PARTITION)));
        await().until(() -> !consumer.assignment().isEmpty());
    }

    private void publish(long offset, String domain, String value) {
        consumer.schedulePollTask(() -> consumer.addRecord(new ConsumerRecord<>(
                PARTITION.topic(),
                PARTITION.partition(),
                offset,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                domain.getBytes(StandardCharsets.UTF_8),
                value == null ? null : value.getBytes(StandardCharsets.UTF_8),
                new RecordHeaders(),
                Optional.empty())));
    }

    private static String verdict(String verdict, String severity) {
        return """
                {"verdict": "%s", "severity": "%s", "mail": "protected", "record": {"id": "a1"},
                 "policy": {"mode": "enforce"}, "findings": [], "checkedAt": "2026-11-29T10:00:00Z"}
                """.formatted(verdict, severity);
    }

    private void awaitCommit(long offset) {
        await().until(() -> {
            OffsetAndMetadata committed = consumer.committed(Set.of(PARTITION)).get(PARTITION);
            return committed != null && committed.offset() == offset;
        });
    }

    private JsonNode change(int number) throws IOException {
        return JSON.readTree(sent.get(number).value());
    }

    @Test
    void change_hasTheStateBeforeAndAfter() throws IOException {
        start();
        publish(0, "example.com", verdict("enforcing", "ok"));
        publish(1, "example.com", verdict("enforcing", "ok"));
        publish(2, "example.com", verdict("enforcing", "critical"));
        publish(3, "example.com", verdict("not-configured", "info"));
        awaitCommit(4);

        assertThat(sent).hasSize(3);
        assertThat(change(0).has("before")).isFalse();
        assertThat(change(0).at("/after/verdict").asText()).isEqualTo("enforcing");
        assertThat(change(1).path("changed").toString()).isEqualTo("[\"severity\"]");
        assertThat(change(1).at("/before/severity").asText()).isEqualTo("ok");
        assertThat(change(1).at("/after/severity").asText()).isEqualTo("critical");
        assertThat(change(1).path("id").asText()).isEqualTo("0-2");
        assertThat(change(2).has("after")).isFalse();
        assertThat(sent.get(2).topic()).isEqualTo("mta-sts.changes");
        assertThat(sent.get(2).key()).isEqualTo("example.com");
        assertThat(statistics.remembered()).isZero();
    }

    @Test
    void domainWithoutMtaSts_isNoChangeAndNotRemembered() {
        start();
        publish(0, "none.example", verdict("not-configured", "info"));
        publish(1, "none.example", null);
        publish(2, "none.example", "no JSON");
        awaitCommit(3);

        assertThat(sent).isEmpty();
        assertThat(statistics.remembered()).isZero();
    }

    /** The state is rebuilt from the topic, and what was compared before is not reported again. */
    @Test
    void restart_remembersWhatTheTopicSays() throws IOException {
        consumer.commitSync(Map.of());
        start();
        publish(0, "example.com", verdict("testing", "ok"));
        awaitCommit(1);
        assertThat(sent).hasSize(1);
        sent.clear();

        // the same partition is assigned again
        consumer.schedulePollTask(() -> {
            consumer.rebalance(List.of());
            consumer.rebalance(List.of(PARTITION));
        });
        publish(0, "example.com", verdict("testing", "ok"));
        publish(1, "example.com", verdict("enforcing", "ok"));
        awaitCommit(2);

        assertThat(sent).hasSize(1);
        assertThat(change(0).at("/before/verdict").asText()).isEqualTo("testing");
    }

    @Test
    void offset_isCommittedOnlyAfterTheChangeWasWritten() {
        start(record -> {
            sent.add(record);
            return Uni.createFrom().nothing();
        });
        publish(0, "example.com", verdict("enforcing", "ok"));
        await().until(() -> sent.size() == 1);

        assertThat(consumer.committed(Set.of(PARTITION)).get(PARTITION)).isNull();
    }

    /** The feed pauses for 5 s after a failure, but not after a rebalance. */
    @Test
    void commit_duringARebalance_isNoFailure() {
        start();
        publish(0, "example.com", verdict("testing", "ok"));
        awaitCommit(1);
        commitFailure.set(new CommitFailedException());
        publish(1, "example.com", verdict("enforcing", "ok"));
        await().until(() -> commitFailure.get() == null);

        publish(2, "example.org", verdict("enforcing", "ok"));

        await().atMost(Duration.ofSeconds(4))
                .untilAsserted(() -> assertThat(sent).hasSize(3));
        awaitCommit(3);
    }

    @Test
    void memory_isBounded() {
        feed = feed(Map.of("mta-sts.queue.changes.max-domains", "2"));
        start();
        for (int i = 0; i < 5; i++) {
            publish(i, "d" + i + ".example", verdict("enforcing", "ok"));
        }
        awaitCommit(5);

        assertThat(statistics.remembered()).isEqualTo(2);
        assertThat(statistics.notRemembered()).isEqualTo(3);
    }
}
