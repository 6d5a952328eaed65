package io.mtasts.queue;

import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** A record as it was read from a topic. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record IncomingRecord(
        String topic,
        int partition,
        long offset,
        Instant timestamp,
        byte @Nullable [] key,
        byte @Nullable [] value,
        Headers headers) {

    /** Longer headers are not those of this service. */
    private static final int MAX_HEADER = 16;

    static IncomingRecord of(IncomingKafkaRecord<byte[], byte[]> record) {
        return new IncomingRecord(
                record.getTopic(),
                record.getPartition(),
                record.getOffset(),
                record.getTimestamp(),
                record.getKey(),
                record.getPayload(),
                record.getHeaders());
    }

    /** Returns the attempts before this one. A header that is not a number counts as none. */
    Attempts attempts() {
        return new Attempts(number(OutgoingRecord.FAILURES), number(OutgoingRecord.WAITS));
    }

    /** Returns an id that the record keeps if it is delivered again. */
    String id() {
        return topic + "-" + partition + "-" + offset;
    }

    /** Returns the stage that the record waits for. */
    Stage stage() {
        return header(OutgoingRecord.STAGE).equals(Stage.CHECK.toString()) ? Stage.CHECK : Stage.RECORD;
    }

    private int number(String name) {
        try {
            return Integer.parseInt(header(name));
        } catch (NumberFormatException notOurs) {
            return 0;
        }
    }

    private String header(String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null || header.value().length > MAX_HEADER
                ? ""
                : new String(header.value(), StandardCharsets.US_ASCII);
    }
}
