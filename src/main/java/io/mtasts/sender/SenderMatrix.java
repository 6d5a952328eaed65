package io.mtasts.sender;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is known of how senders read irregular set-ups. A claim is about the commit or document that was read, and not about
 * an installation.
 *
 * @param readAt when sources and documents were read
 */
public record SenderMatrix(
        LocalDate readAt, List<Irregularity> irregularities, List<Sender> senders, List<SmtpReply> replies) {

    private static final LocalDate READ_AT = LocalDate.of(2026, 11, 28);
    private static final String NONE = "-";

    private static final SenderMatrix CURRENT = load();

    public SenderMatrix {
        irregularities = List.copyOf(irregularities);
        senders = List.copyOf(senders);
        replies = List.copyOf(replies);
    }

    /** Returns the data of this version of the service. It is read once. */
    public static SenderMatrix current() {
        return CURRENT;
    }

    /** Returns an irregularity; empty if there is no such code. */
    public Optional<Irregularity> irregularity(String code) {
        return irregularities.stream()
                .filter(known -> known.code().equals(code))
                .findFirst();
    }

    /** Returns a sender; empty if there is no such id. */
    public Optional<Sender> sender(String id) {
        return senders.stream().filter(known -> known.id().equals(id)).findFirst();
    }

    private static SenderMatrix load() {
        List<Irregularity> irregularities = rows("irregularities", 4).stream()
                .map(row -> new Irregularity(row[0], row[1], row[2], row[3]))
                .toList();
        Map<String, Map<String, SenderCell>> cells = new HashMap<>();
        for (String[] row : rows("cells", 5)) {
            cells.computeIfAbsent(row[0], id -> new LinkedHashMap<>())
                    .put(row[1], new SenderCell(constant(Outcome.class, row[2]), row[3], row[4]));
        }
        Map<String, PolicyCache> caches = rows("caches", 9).stream()
                .collect(Collectors.toMap(
                        row -> row[0],
                        row -> new PolicyCache(
                                constant(PolicyCache.Detection.class, row[1]),
                                Duration.ofSeconds(Long.parseLong(row[2])),
                                row[3].equals("yes"),
                                Long.parseLong(row[4]),
                                Long.parseLong(row[5]),
                                Long.parseLong(row[6]),
                                Long.parseLong(row[7]),
                                row[8])));
        List<Sender> senders = rows("senders", 8).stream()
                .map(row -> new Sender(
                        row[0],
                        row[1],
                        row[2].equals("open"),
                        constant(Sender.Support.class, row[3]),
                        row[4],
                        row[5],
                        LocalDate.parse(row[6]),
                        row[7],
                        caches.getOrDefault(row[0], PolicyCache.UNKNOWN),
                        cells.getOrDefault(row[0], Map.of())))
                .toList();
        List<SmtpReply> replies = rows("replies", 6).stream()
                .map(row -> new SmtpReply(
                        row[0], row[1], constant(SmtpReply.Cause.class, row[2]), row[3].equals("yes"), row[4], row[5]))
                .toList();
        return new SenderMatrix(READ_AT, irregularities, senders, replies);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String text) {
        return Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Returns the rows of a table of tab-separated values. Lines that begin with # are comments. */
    private static List<String[]> rows(String table, int columns) {
        return text(table)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> cells(line, table, columns))
                .collect(Collectors.toList());
    }

    private static String[] cells(String line, String table, int columns) {
        String[] row = line.split("\t", -1);
        if (row.length != columns) {
            throw new IllegalStateException("not " + columns + " columns in " + table + ": " + line);
        }
        for (int i = 0; i < row.length; i++) {
            row[i] = row[i].equals(NONE) ? "" : row[i];
        }
        return row;
    }

    private static String text(String table) {
        String name = "/senders/" + table + ".tsv";
        try (InputStream file = Objects.requireNonNull(SenderMatrix.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
