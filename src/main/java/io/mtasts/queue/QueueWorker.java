package io.mtasts.queue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mtasts.check.AdmissionControl;
import io.mtasts.check.FailureLog;
import io.mtasts.check.MtaStsCheckService;
import io.mtasts.config.MtaStsConfig;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * A worker of the pipeline. Each record of a stage becomes exactly one record of another topic. A record is acknowledged when
 * the brokers have what became of it. So a worker that dies loses nothing, and its records are processed again.
 */
@ApplicationScoped
public class QueueWorker {

    private static final Logger LOG = Logger.getLogger(QueueWorker.class.getName());

    /** How many domains of a retry topic wait here at the same time. The others wait at the brokers. */
    private static final int MAX_WAITING = 256;

    /** How many changes are posted at the same time. */
    private static final int MAX_DELIVERIES = 4;

    private static final Duration MAX_DRAIN = Duration.ofSeconds(5);

    private final KafkaClients clients;
    private final MtaStsConfig.Queue config;
    private final AdmissionControl admission;
    private final MtaStsCheckService service;
    private final QueueStatistics statistics;
    private final ObjectMapper json;
    private final ChangeFeed changes;
    private final WebhookFactory webhooks;
    private final List<Context> loops;
    private final AtomicInteger next = new AtomicInteger();
    private final List<Cancellable> channels = new ArrayList<>();

    private volatile boolean stopping;
    private @Nullable RecordSender sender;
    private @Nullable RecordProcessor processor;
    private Optional<Webhook> webhook = Optional.empty();

    QueueWorker(
            KafkaClients clients,
            MtaStsConfig config,
            AdmissionControl admission,
            MtaStsCheckService service,
            QueueStatistics statistics,
            ObjectMapper json,
            WebhookFactory webhooks,
            Vertx vertx) {
        this.clients = clients;
        this.config = config.queue();
        this.admission = admission;
        this.service = service;
        this.statistics = statistics;
        this.json = json;
        this.webhooks = webhooks;
        this.changes = new ChangeFeed(this.config, statistics, json);
        // All records of a channel arrive on one event loop. Their checks must use all of them.
        loops = !this.config.enabled()
                ? List.of()
                : IntStream.range(0, 2 * Runtime.getRuntime().availableProcessors())
                        .<Context>mapToObj(i -> ((VertxInternal) vertx).createEventLoopContext())
                        .toList();
    }

    /** Returns whether this instance is a worker. */
    public boolean isEnabled() {
        return config.enabled();
    }

    /** Returns whether no channel has failed. */
    public boolean isAlive() {
        return clients.isAlive() && changes.isAlive();
    }

    /** Returns how many records of a stage wait at the brokers, as far as this instance reads them. */
    public double lag(Stage stage) {
        return clients.lag(stage.toString());
    }

    /** Returns how many attempts to send a record failed. */
    public long sendFailures() {
        return sender == null ? 0 : sender.failures();
    }

    void start(@Observes StartupEvent start) {
        if (!config.enabled()) {
            return;
        }
        RetryPolicy retries = new RetryPolicy(config.retryDelays());
        RecordSender records = new RecordSender(clients.producer());
        processor = new RecordProcessor(config.topics(), retries, json);
        sender = records;
        stage(Stage.RECORD, config.topics().domains(), config.lookupsAtOnce());
        stage(Stage.CHECK, config.topics().candidates(), config.checksAtOnce());
        for (int level = 0; level < retries.delays().size(); level++) {
            retries(level, retries.delays().get(level));
        }
        if (config.changes().enabled()) {
            changes.start(clients.consumer("changes"), records::send);
        }
        webhook = webhooks.create();
        webhook.ifPresent(receiver -> run(
                clients.incoming("webhook", config.topics().changes(), config.maxAge()),
                MAX_DELIVERIES,
                record -> deliver(receiver, IncomingRecord.of(record))));
        LOG.info(() -> "Working on the topics %s and %s in the groups %s-*"
                .formatted(config.topics().domains(), config.topics().candidates(), config.group()));
    }

    /** Lets running checks end for a short time. What does not end is checked again by another worker. */
    void drain(@Observes ShutdownDelayInitiatedEvent event) throws InterruptedException {
        stopping = true;
        long end = System.nanoTime() + MAX_DRAIN.toNanos();
        while (statistics.running() > 0 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        channels.forEach(Cancellable::cancel);
        changes.close();
        webhook.ifPresent(Webhook::close);
        if (sender != null) {
            sender.close();
        }
    }

    private void stage(Stage stage, String topic, int atOnce) {
        StageCheck check = StageCheck.of(stage, admission, service);
        run(
                clients.incoming(stage.toString(), topic, config.maxAge()),
                atOnce,
                record -> process(stage, check, record));
    }

    private void retries(int level, Duration delay) {
        run(
                clients.incoming(
                        "retry-" + (level + 1),
                        RecordProcessor.retryTopic(config.topics(), level),
                        config.maxAge().plus(delay)),
                MAX_WAITING,
                record -> resume(IncomingRecord.of(record), delay));
    }

    private void run(
            Multi<IncomingKafkaRecord<byte[], byte[]>> records,
            int atOnce,
            Function<IncomingKafkaRecord<byte[], byte[]>, Uni<Void>> work) {
        channels.add(records.onItem()
                .transformToUni(record -> stopping
                        ? Uni.createFrom().nothing()
                        : work.apply(record)
                                .chain(() -> Uni.createFrom().completionStage(record.ack()))
                                .onFailure()
                                .recoverWithUni(bug -> {
                                    FailureLog.log(bug);
                                    return Uni.createFrom().completionStage(record.nack(bug));
                                }))
                .merge(atOnce)
                .subscribe()
                .with(done -> {}, FailureLog::log));
    }

    private Uni<Void> process(Stage stage, StageCheck check, IncomingKafkaRecord<byte[], byte[]> record) {
        Context loop = loops.get(Math.floorMod(next.getAndIncrement(), loops.size()));
        return Uni.createFrom()
                .deferred(() -> {
                    statistics.started(stage);
                    return processor().process(stage, check, IncomingRecord.of(record));
                })
                .runSubscriptionOn(work -> loop.runOnContext(ignored -> work.run()))
                .flatMap(result -> send(result).invoke(() -> statistics.sent(stage, result)))
                .eventually(() -> statistics.ended(stage));
    }

    private Uni<Void> resume(IncomingRecord record, Duration delay) {
        Duration wait = Duration.between(Instant.now(), record.timestamp().plus(delay));
        Uni<Void> due = Uni.createFrom().voidItem();
        return (wait.isNegative() || wait.isZero()
                        ? due
                        : due.onItem().delayIt().by(wait))
                .chain(() -> send(processor().afterDelay(record)));
    }

    private Uni<Void> deliver(Webhook receiver, IncomingRecord record) {
        byte[] body = record.value();
        if (body == null || body.length > QueuedName.MAX_VALUE) {
            return Uni.createFrom().voidItem();
        }
        return receiver.post(record.id(), body).flatMap(accepted -> {
            if (accepted) {
                statistics.webhookDelivered();
                return Uni.createFrom().voidItem();
            }
            statistics.webhookFailed();
            return send(processor().notDelivered(record, body));
        });
    }

    private Uni<Void> send(OutgoingRecord record) {
        return sender().send(record)
                .onFailure(RecordTooLargeException.class)
                .recoverWithUni(() -> sender().send(processor().tooLong(record)));
    }

    private RecordSender sender() {
        return Optional.ofNullable(sender).orElseThrow();
    }

    private RecordProcessor processor() {
        return Optional.ofNullable(processor).orElseThrow();
    }
}
