package io.mtasts.queue;

import io.mtasts.config.MtaStsConfig;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Multi;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConnector;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;

/**
 * A factory of channels and clients.
 *
 * <p>Channels with annotations are wired at build time, and a channel that is switched off is reported at start. The
 * connector is used directly instead, so that nothing of Kafka exists if the queue is off.
 */
@ApplicationScoped
class KafkaClients {

    /** When workers come and go, a partition that stays with its worker is not interrupted. */
    private static final String ASSIGNOR = CooperativeStickyAssignor.class.getName();

    /**
     * The connector's own maximum is 10 s. It commits on the thread that polls, so that a commit that a restart of a broker
     * interrupts would hold the channel for that long after the broker is back.
     */
    private static final String RECONNECT_BACKOFF_MAX = "1000";

    private static final int FETCH_BYTES = 1 << 20;
    private static final int MAX_POLL_RECORDS = 500;

    private final Instance<KafkaConnector> connector;
    private final MtaStsConfig.Queue config;
    private final Map<String, Object> defaults;

    KafkaClients(
            @Connector("smallrye-kafka") Instance<KafkaConnector> connector,
            @Identifier("default-kafka-broker") Instance<Map<String, Object>> defaults,
            MtaStsConfig config) {
        this.connector = connector;
        this.config = config.queue();
        this.defaults = defaults.isResolvable() ? defaults.get() : Map.of();
    }

    /**
     * Returns the records of a topic. Pauses the topic while nobody requests records. Commits the offset before the oldest
     * record that is not acknowledged.
     *
     * <p>Each channel has a consumer group of its own. In a common group, every channel of every worker would take part in each
     * rebalance, and one that is late would keep all others waiting.
     *
     * @param channel the name of the channel, for metrics, health and the consumer group
     * @param maxAge how long a record may be in progress
     */
    @SuppressWarnings("unchecked") // the deserializers are those below
    Multi<IncomingKafkaRecord<byte[], byte[]>> incoming(String channel, String topic, Duration maxAge) {
        Map<String, String> properties = new HashMap<>();
        defaults.forEach((name, value) -> properties.put(name, value.toString()));
        properties.putAll(Map.ofEntries(
                Map.entry("channel-name", channel),
                Map.entry("connector", KafkaConnector.CONNECTOR_NAME),
                Map.entry("topic", topic),
                Map.entry("bootstrap.servers", servers()),
                Map.entry("group.id", group(channel)),
                Map.entry("client.id", group(channel)),
                Map.entry("reconnect.backoff.max.ms", RECONNECT_BACKOFF_MAX),
                Map.entry("key.deserializer", ByteArrayDeserializer.class.getName()),
                Map.entry("value.deserializer", ByteArrayDeserializer.class.getName()),
                Map.entry("auto.offset.reset", "earliest"),
                Map.entry("allow.auto.create.topics", "false"),
                Map.entry("partition.assignment.strategy", ASSIGNOR),
                Map.entry("max.poll.records", Integer.toString(MAX_POLL_RECORDS)),
                Map.entry("max.partition.fetch.bytes", Integer.toString(FETCH_BYTES)),
                Map.entry("commit-strategy", "throttled"),
                Map.entry("throttled.unprocessed-record-max-age.ms", Long.toString(maxAge.toMillis())),
                Map.entry("failure-strategy", "fail"),
                Map.entry("pause-if-no-requests", "true"),
                Map.entry("graceful-shutdown", "false"),
                Map.entry("health-readiness-enabled", "false"),
                Map.entry("tracing-enabled", "false"),
                Map.entry("cloud-events", "false")));
        var source = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(properties, channel, 100))
                .build();
        return Multi.createFrom()
                .publisher(connector.get().getPublisher(source))
                .map(message -> (IncomingKafkaRecord<byte[], byte[]>) message);
    }

    /** Creates a producer whose records are not lost and not duplicated by its own repetitions. */
    Producer<byte[], byte[]> producer() {
        Map<String, Object> properties = new HashMap<>(defaults);
        properties.putAll(Map.of(
                "bootstrap.servers",
                servers(),
                "client.id",
                config.group(),
                "acks",
                "all",
                "enable.idempotence",
                "true",
                "linger.ms",
                "5",
                "buffer.memory",
                Integer.toString(16 << 20)));
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Creates a consumer whose offsets are committed by hand.
     *
     * @param channel the name that its consumer group ends with
     */
    Consumer<byte[], byte[]> consumer(String channel) {
        Map<String, Object> properties = new HashMap<>(defaults);
        properties.putAll(Map.of(
                "bootstrap.servers",
                servers(),
                "group.id",
                group(channel),
                "client.id",
                group(channel),
                "enable.auto.commit",
                "false",
                "auto.offset.reset",
                "earliest",
                "allow.auto.create.topics",
                "false",
                "partition.assignment.strategy",
                ASSIGNOR,
                "max.poll.records",
                Integer.toString(MAX_POLL_RECORDS)));
        return new org.apache.kafka.clients.consumer.KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Returns whether no channel has failed. */
    boolean isAlive() {
        return connector.get().getLiveness().isOk();
    }

    /** Returns how many records of a channel wait at the brokers, as far as this instance reads them. */
    double lag(String channel) {
        List<KafkaConsumer<Object, Object>> consumers = connector.get().getConsumers(channel);
        return consumers.stream()
                .mapToDouble(consumer -> lag(consumer.unwrap()))
                .sum();
    }

    static double lag(Consumer<?, ?> consumer) {
        if (consumer == null) {
            return 0;
        }
        double sum = 0;
        for (Map.Entry<MetricName, ? extends Metric> metric : consumer.metrics().entrySet()) {
            // there is one for each partition
            if (metric.getKey().name().equals("records-lag")
                    && metric.getValue().metricValue() instanceof Double lag
                    && !lag.isNaN()) {
                sum += lag;
            }
        }
        return sum;
    }

    private String group(String channel) {
        return config.group() + "-" + channel;
    }

    private String servers() {
        return Optional.of(config.servers().orElse(List.of()))
                .filter(servers -> !servers.isEmpty())
                .map(servers -> String.join(",", servers))
                .orElseThrow(() -> new IllegalArgumentException(
                        "mta-sts.queue.enabled requires mta-sts.queue.servers, the brokers"));
    }
}
