package io.mtasts.lab;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A client of the broker that writes and reads topics as an operator would. */
public final class TopicClient implements AutoCloseable {

    private final String servers;
    private final Map<String, Log> logs = new HashMap<>();

    public TopicClient(KafkaBroker broker) {
        servers = broker.address();
    }

    /** A record, with its headers as text. */
    public record Entry(String key, String value, Map<String, String> headers) {

        static Entry of(ConsumerRecord<byte[], byte[]> read) {
            Map<String, String> headers = new LinkedHashMap<>();
            for (Header header : read.headers()) {
                headers.put(header.key(), text(header.value()));
            }
            return new Entry(text(read.key()), text(read.value()), headers);
        }

        private static String text(byte[] bytes) {
            return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** Writes records without values. */
    public void write(String topic, Iterable<String> keys) {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            keys.forEach(key -> producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), null)));
        }
    }

    /** Writes one record. */
    public void write(String topic, byte[] key, byte[] value) {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            producer.send(new ProducerRecord<>(topic, key, value));
        }
    }

    /** How many records were ever written to a topic. */
    public long count(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(end -> end)
                    .sum();
        }
    }

    /** All records of a topic that are there now, each read once. */
    public synchronized List<Entry> read(String topic) {
        return List.copyOf(log(topic).entries);
    }

    /** The last record of each key, which is what compaction leaves. */
    public synchronized Map<String, Entry> current(String topic) {
        return new LinkedHashMap<>(log(topic).current);
    }

    /** The records of a topic that fulfil a condition. */
    public List<Entry> read(String topic, Predicate<Entry> which) {
        return read(topic).stream().filter(which).toList();
    }

    /** Reads what was written since the last time. */
    private Log log(String topic) {
        Log log = logs.computeIfAbsent(topic, created -> new Log(consumer(), topic));
        Map<TopicPartition, Long> ends = log.consumer.endOffsets(log.partitions);
        while (log.partitions.stream().anyMatch(partition -> log.consumer.position(partition) < ends.get(partition))) {
            log.consumer.poll(Duration.ofMillis(200)).forEach(read -> {
                Entry entry = Entry.of(read);
                log.entries.add(entry);
                log.current.put(entry.key(), entry);
            });
        }
        return log;
    }

    @Override
    public synchronized void close() {
        logs.values().forEach(log -> log.consumer.close());
    }

    /** What was read of a topic so far. */
    private static final class Log {

        private final KafkaConsumer<byte[], byte[]> consumer;
        private final List<TopicPartition> partitions;
        private final List<Entry> entries = new ArrayList<>();
        private final Map<String, Entry> current = new LinkedHashMap<>();

        Log(KafkaConsumer<byte[], byte[]> consumer, String topic) {
            this.consumer = consumer;
            partitions = TopicClient.partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "linger.ms", "5"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "enable.auto.commit", "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
