package io.mtasts.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mtasts.document.BulkResultDocument;
import io.mtasts.document.FindingDocument;
import io.mtasts.document.ProblemDocument;
import io.mtasts.document.ReportDocument;
import io.mtasts.text.CsvCell;
import io.mtasts.text.KebabCase;
import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A writer of the results of one list, in one format. */
public final class ListWriter {

    /** Proxies close a connection on which nothing is sent for a minute. Some wait only 15 seconds. */
    private static final Duration KEEP_ALIVE_INTERVAL = Duration.ofSeconds(10);

    /** The first piece is empty, so that the headers are sent at once. */
    private static final String HEADERS_ONLY = "";

    private static final String COLUMNS = "index,given,domain,outcome,severity,findings,summary\r\n";

    /** Ends the stream. It is compared by identity and never sent. */
    private static final String STOP = new String("stop");

    private final ListFormat format;
    private final String path;
    private final ObjectMapper json;
    private final Map<String, Integer> verdicts = new TreeMap<>();
    private final Map<String, Integer> severities = new TreeMap<>();
    private int reports;
    private int problems;

    /** @param path the path of the request, for its problems */
    public ListWriter(ListFormat format, String path, ObjectMapper json) {
        this.format = format;
        this.path = path;
        this.json = json;
    }

    /**
     * Returns the pieces of the response. An item is requested from the list only when the previous one has been sent, so
     * that a slow client slows its own list.
     */
    public Multi<String> write(Multi<BulkResultDocument> results) {
        Multi<String> items = Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(beginning()),
                        results.map(this::item),
                        Multi.createFrom().item(this::end),
                        Multi.createFrom().item(STOP));
        Multi<String> keepAlive = Multi.createFrom()
                .ticks()
                .startingAfter(KEEP_ALIVE_INTERVAL)
                .every(KEEP_ALIVE_INTERVAL)
                .onOverflow()
                .drop()
                .map(tick -> keepAlive());
        return Multi.createBy()
                .merging()
                .withConcurrency(2)
                .withRequests(1)
                .streams(items, keepAlive)
                .select()
                .first(piece -> !isStop(piece));
    }

    @SuppressWarnings("ReferenceEquality") // the identity is the point: no client can send this text
    private static boolean isStop(String piece) {
        return piece == STOP;
    }

    private String beginning() {
        return switch (format) {
            case JSON -> "[\n";
            case CSV -> COLUMNS;
            case NDJSON, EVENTS -> HEADERS_ONLY;
        };
    }

    /** Returns what a reader of the format skips. */
    private String keepAlive() {
        return switch (format) {
            case JSON, NDJSON -> "\n";
            case EVENTS -> ":\n\n";
            case CSV -> "\r\n";
        };
    }

    private synchronized String item(BulkResultDocument result) {
        boolean isFirst = reports + problems == 0;
        result.map(this::count, this::count);
        BulkResultDocument item = result.at(path);
        return switch (format) {
            case JSON -> (isFirst ? "" : ",\n") + text(item);
            case NDJSON -> text(item) + "\n";
            case EVENTS -> event("result", Objects.toString(item.index()), item);
            case CSV -> row(item);
        };
    }

    private synchronized String end() {
        int total = reports + problems;
        BulkResultDocument end = BulkResultDocument.end(
                new BulkResultDocument.CountsDocument(total, reports, problems, verdicts, severities));
        return switch (format) {
            case JSON -> ",\n" + text(end) + "\n]\n";
            case NDJSON -> text(end) + "\n";
            case EVENTS -> event("end", "end", end);
            case CSV -> "end," + total + ",,,,,\r\n";
        };
    }

    private boolean count(ReportDocument report) {
        reports++;
        verdicts.merge(verdict(report), 1, Integer::sum);
        severities.merge(KebabCase.of(report.severity()), 1, Integer::sum);
        return true;
    }

    private boolean count(ProblemDocument problem) {
        problems++;
        return true;
    }

    private static String verdict(ReportDocument report) {
        return report.verdict() == null ? "unknown" : report.verdict().toString();
    }

    private String event(String name, String id, BulkResultDocument item) {
        return "event: " + name + "\nid: " + id + "\ndata: " + text(item) + "\n\n";
    }

    private static String row(BulkResultDocument item) {
        Stream<String> cells = item.map(
                report -> Stream.of(
                        report.domain(),
                        verdict(report),
                        KebabCase.of(report.severity()),
                        codes(report),
                        report.summary()),
                problem -> Stream.of("", problem.code(), "", "", problem.detail()));
        return Stream.concat(Stream.of(Objects.toString(item.index()), item.requested()), cells)
                .map(CsvCell::of)
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String codes(ReportDocument report) {
        return report.findings().stream()
                .map(FindingDocument::code)
                .map(code -> code.code())
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private String text(BulkResultDocument item) {
        try {
            return json.writeValueAsString(item);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
