package io.mtasts.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mtasts.check.AdmissionControl;
import io.mtasts.config.MtaStsConfig.Queue.Topics;
import io.mtasts.document.ProblemDocument;
import io.mtasts.document.Problems;
import io.mtasts.document.RecordReportDocument;
import io.mtasts.document.ReportDocument;
import io.mtasts.name.DomainInput;
import io.mtasts.queue.RetryPolicy.Decision;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response.Status;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A processor that makes exactly one record of each record: a candidate, a verdict, a retry or a dead letter. */
final class RecordProcessor {

    private static final String PROBLEM = "problem";

    private final Topics topics;
    private final RetryPolicy retries;
    private final ObjectMapper json;

    RecordProcessor(Topics topics, RetryPolicy retries, ObjectMapper json) {
        this.topics = topics;
        this.retries = retries;
        this.json = json;
        // The first use of a type takes too long for an event loop.
        List.of(ReportDocument.class, RecordReportDocument.class, ProblemDocument.class)
                .forEach(json::writerFor);
    }

    /** Processes a record of a stage. Never fails because of the record. */
    Uni<OutgoingRecord> process(Stage stage, StageCheck check, IncomingRecord record) {
        QueuedName name = QueuedName.parse(record.key(), record.value());
        if (name instanceof QueuedName.Invalid invalid) {
            return Uni.createFrom().item(deadLetter(record, invalid));
        }
        DomainInput.Accepted input = ((QueuedName.Valid) name).input();
        return check.check(input).map(result -> outgoing(stage, record, input, result));
    }

    /** Returns the record for a domain whose retry is due. */
    OutgoingRecord afterDelay(IncomingRecord record) {
        Stage stage = record.stage();
        QueuedName name = QueuedName.parse(record.key(), record.value());
        if (name instanceof QueuedName.Invalid invalid) {
            return deadLetter(record, invalid);
        }
        return new OutgoingRecord(
                RecordOutcome.RETRY,
                stage == Stage.RECORD ? topics.domains() : topics.candidates(),
                ((QueuedName.Valid) name).input().name().ascii(),
                null,
                attempts(record.attempts()));
    }

    /** Returns the record that replaces one that is too long for the brokers. */
    OutgoingRecord tooLong(OutgoingRecord document) {
        return deadLetter(
                DeadLetterReason.DOCUMENT_TOO_LONG,
                document.key(),
                ProblemDocument.of(
                        Status.REQUEST_ENTITY_TOO_LARGE,
                        "content-too-large",
                        "The document is too large for the brokers."));
    }

    /** Returns the record that keeps a change that the webhook did not accept. */
    OutgoingRecord notDelivered(IncomingRecord change, byte[] body) {
        return from(
                change,
                new OutgoingRecord(
                                RecordOutcome.DEAD_LETTER,
                                topics.deadLetter(),
                                null,
                                new String(body, StandardCharsets.UTF_8),
                                documentHeaders("change"))
                        .with(Map.of(OutgoingRecord.REASON, DeadLetterReason.WEBHOOK_FAILED.toString())));
    }

    /** Returns the name of the topic of domains that wait for the delay with this number, from 0. */
    static String retryTopic(Topics topics, int level) {
        return topics.retry() + "." + (level + 1);
    }

    private OutgoingRecord outgoing(
            Stage stage, IncomingRecord record, DomainInput.Accepted input, StageResult result) {
        String domain = input.name().ascii();
        if (result instanceof StageResult.Candidate) {
            return new OutgoingRecord(RecordOutcome.CANDIDATE, topics.candidates(), domain, null, Map.of());
        }
        if (result instanceof StageResult.Verdict verdict) {
            return new OutgoingRecord(
                            RecordOutcome.VERDICT,
                            topics.verdicts(),
                            domain,
                            text(verdict.document()),
                            documentHeaders(verdict.kind()))
                    .with(Map.of(OutgoingRecord.VERDICT, verdict.verdict()));
        }
        ProblemDocument problem = Problems.of(((StageResult.Failed) result).failure());
        Decision decision = retries.after(((StageResult.Failed) result).failure(), record.attempts());
        if (decision instanceof Decision.Retry retry) {
            return new OutgoingRecord(
                            RecordOutcome.RETRY,
                            retryTopic(topics, retry.level()),
                            domain,
                            null,
                            attempts(retry.attempts()))
                    .with(Map.of(
                            OutgoingRecord.STAGE, stage.toString(),
                            OutgoingRecord.REASON, problem.code()));
        }
        return from(record, deadLetter(((Decision.GiveUp) decision).reason(), domain, problem));
    }

    private OutgoingRecord deadLetter(IncomingRecord record, QueuedName.Invalid invalid) {
        DomainInput.@Nullable Rejected rejected = invalid.rejected();
        ProblemDocument problem = rejected == null
                ? ProblemDocument.of(Status.BAD_REQUEST, "The record has no name that can be read.")
                : Problems.of(AdmissionControl.invalidDomain(rejected));
        return from(record, deadLetter(invalid.reason(), null, problem));
    }

    private OutgoingRecord deadLetter(DeadLetterReason reason, @Nullable String key, ProblemDocument problem) {
        return new OutgoingRecord(
                        RecordOutcome.DEAD_LETTER, topics.deadLetter(), key, text(problem), documentHeaders(PROBLEM))
                .with(Map.of(OutgoingRecord.REASON, reason.toString()));
    }

    /** Adds where the original is, which an operator can look up. */
    private static OutgoingRecord from(IncomingRecord record, OutgoingRecord deadLetter) {
        return deadLetter.with(Map.of(
                "source-topic", record.topic(),
                "source-partition", Integer.toString(record.partition()),
                "source-offset", Long.toString(record.offset())));
    }

    private static Map<String, String> attempts(Attempts attempts) {
        return Map.of(
                OutgoingRecord.FAILURES, Integer.toString(attempts.failures()),
                OutgoingRecord.WAITS, Integer.toString(attempts.waits()));
    }

    private static Map<String, String> documentHeaders(String kind) {
        return Map.of(
                OutgoingRecord.DOCUMENT,
                kind,
                OutgoingRecord.SCHEMA_VERSION,
                OutgoingRecord.CURRENT_SCHEMA,
                "content-type",
                PROBLEM.equals(kind) ? ProblemDocument.MEDIA_TYPE : "application/json");
    }

    private String text(Object document) {
        try {
            return json.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
