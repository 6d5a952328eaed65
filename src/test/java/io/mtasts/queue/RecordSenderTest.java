package io.mtasts.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordSenderTest {

    private static final OutgoingRecord RECORD =
            new OutgoingRecord(RecordOutcome.VERDICT, "verdicts", "example.com", "{}", Map.of("schema-version", "1"));

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final RecordSender sender = new RecordSender(producer);

    @AfterEach
    void close() {
        sender.close();
    }

    @Test
    void sent_onlyWhenTheBrokersHaveIt() {
        UniAssertSubscriber<Void> sent = sender.send(RECORD).subscribe().withSubscriber(UniAssertSubscriber.create());
        await().until(() -> producer.history().size() == 1);
        sent.assertNotTerminated();

        producer.completeNext();

        sent.awaitItem();
        ProducerRecord<byte[], byte[]> written = producer.history().get(0);
        assertThat(written.topic()).isEqualTo("verdicts");
        assertThat(new String(written.key(), StandardCharsets.UTF_8)).isEqualTo("example.com");
        assertThat(written.headers().lastHeader("schema-version").value()).isEqualTo(new byte[] {'1'});
    }

    @Test
    void failure_isRepeated() {
        UniAssertSubscriber<Void> sent = sender.send(RECORD).subscribe().withSubscriber(UniAssertSubscriber.create());
        await().until(() -> producer.errorNext(new TimeoutException("no broker")));

        await().until(() -> producer.history().size() == 2);
        producer.completeNext();

        sent.awaitItem();
        assertThat(sender.failures()).isEqualTo(1);
    }

    @Test
    void document_thatIsTooLong_isNotRepeated() {
        producer.sendException = new RecordTooLargeException("too large");

        assertThatThrownBy(() -> sender.send(RECORD).await().atMost(Duration.ofSeconds(10)))
                .isInstanceOf(RecordTooLargeException.class);
        assertThat(sender.failures()).isZero();
    }
}
