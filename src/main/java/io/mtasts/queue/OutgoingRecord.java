package io.mtasts.queue;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record to write to a topic.
 *
 * @param outcome what it means for the domain
 * @param key the domain, or null for a record without one
 * @param headers names and values in ASCII
 */
record OutgoingRecord(
        RecordOutcome outcome,
        String topic,
        @Nullable String key,
        @Nullable String value,
        Map<String, String> headers) {

    static final String FAILURES = "failures";
    static final String WAITS = "waits";
    static final String STAGE = "stage";
    static final String REASON = "reason";

    /** The verdict in the value, so that readers need not parse it. */
    static final String VERDICT = "verdict";

    /** The kind of the document in the value. */
    static final String DOCUMENT = "document";

    /** The version of the documents, which is that of the API. It changes only with a breaking change. */
    static final String SCHEMA_VERSION = "schema-version";

    static final String CURRENT_SCHEMA = "1";

    OutgoingRecord {
        headers = Map.copyOf(headers);
    }

    /** Returns this record with further headers. */
    OutgoingRecord with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new OutgoingRecord(outcome, topic, key, value, all);
    }

    ProducerRecord<byte[], byte[]> toProducerRecord() {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, bytes(key), bytes(value));
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.US_ASCII)));
        return record;
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
