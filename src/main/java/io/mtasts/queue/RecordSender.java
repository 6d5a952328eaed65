package io.mtasts.queue;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * A sender of records to the brokers. A record counts as sent when all replicas in sync have it.
 *
 * <p>The producer blocks while it has no metadata or no memory, so that a thread of its own uses it.
 */
final class RecordSender implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final LongAdder failures = new LongAdder();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread created = new Thread(work, "queue-sender");
        created.setDaemon(true);
        return created;
    });

    RecordSender(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** Sends a record. Repeats it until the brokers have it. Fails only with a {@link RecordTooLargeException}. */
    Uni<Void> send(OutgoingRecord record) {
        return sendOnce(record)
                .onFailure(failure -> !(failure instanceof RecordTooLargeException))
                .invoke(failures::increment)
                .onFailure(failure -> !(failure instanceof RecordTooLargeException))
                .retry()
                .withBackOff(PAUSE, PAUSE.multipliedBy(10))
                .indefinitely();
    }

    /** Returns how many attempts to send a record failed. */
    long failures() {
        return failures.sum();
    }

    private Uni<Void> sendOnce(OutgoingRecord record) {
        return Uni.createFrom().emitter(emitter -> {
            try {
                thread.execute(() -> {
                    try {
                        producer.send(record.toProducerRecord(), (metadata, failure) -> {
                            if (failure == null) {
                                emitter.complete(null);
                            } else {
                                emitter.fail(failure);
                            }
                        });
                    } catch (KafkaException | IllegalStateException failure) {
                        emitter.fail(failure);
                    }
                });
            } catch (RejectedExecutionException closed) {
                // The record is not acknowledged, so that another worker gets it.
            }
        });
    }

    @Override
    public void close() {
        thread.shutdown();
        producer.close(CLOSE_TIMEOUT);
    }
}
