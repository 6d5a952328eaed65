package io.mtasts.web;

import io.mtasts.document.WorstSeverity;
import io.mtasts.finding.Severity;
import io.mtasts.text.KebabCase;
import io.mtasts.text.ListSummary;
import io.quarkus.qute.TemplateExtension;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Formats of values in templates: times, durations, numbers, lists and names. */
@TemplateExtension
final class FormatExtensions {

    static final long SECONDS_PER_DAY = Duration.ofDays(1).toSeconds();
    private static final Pattern LABEL_END = Pattern.compile("(?<=\\.)");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH);

    private FormatExtensions() {}

    /** Returns the name of a constant in documents, also for CSS classes. */
    static String kebabCase(Enum<?> constant) {
        return KebabCase.of(constant);
    }

    static String severityLabel(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "Critical";
            case ERROR -> "Error";
            case WARNING -> "Warning";
            case INFO -> "Note";
        };
    }

    static String worstLabel(WorstSeverity severity) {
        return switch (severity) {
            case CRITICAL -> "Critical";
            case ERROR -> "Error";
            case WARNING -> "Warning";
            case INFO -> "Note";
            case OK -> "No findings";
        };
    }

    static boolean hasFindings(WorstSeverity severity) {
        return severity != WorstSeverity.OK;
    }

    static String dateTime(Instant instant) {
        return DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }

    static String date(Instant instant) {
        return DATE.format(instant.atOffset(ZoneOffset.UTC));
    }

    /** Returns a duration in milliseconds, or in seconds if it is longer than one. */
    static String elapsed(long milliseconds) {
        return milliseconds < 1000
                ? milliseconds + " ms"
                : String.format(Locale.ROOT, "%.1f seconds", milliseconds / 1000.0);
    }

    /** Returns a period in days if it is at least one day long, otherwise in hours, minutes or seconds. */
    static String period(long seconds) {
        for (PeriodUnit unit : PeriodUnit.values()) {
            if (seconds >= unit.seconds) {
                long number = seconds / unit.seconds;
                return (seconds % unit.seconds == 0 ? "" : "about ") + number + " " + unit.name
                        + (number == 1 ? "" : "s");
            }
        }
        return seconds + " seconds";
    }

    /** A unit of periods. */
    private enum PeriodUnit {
        DAY("day", SECONDS_PER_DAY),
        HOUR("hour", 3600),
        MINUTE("minute", 60);

        private final String name;
        private final long seconds;

        PeriodUnit(String name, long seconds) {
            this.name = name;
            this.seconds = seconds;
        }
    }

    /** Returns a waiting time in whole days, rounded up. */
    static String waitingTime(Long seconds) {
        return days(Math.max(1, (seconds + SECONDS_PER_DAY - 1) / SECONDS_PER_DAY));
    }

    static String days(long number) {
        return number + (number == 1 ? " day" : " days");
    }

    static String urlEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static String joined(List<String> texts) {
        return String.join(", ", texts);
    }

    /** Returns the first texts and the number of the others. */
    static String summarized(List<String> texts) {
        return ListSummary.summarize(texts);
    }

    /** Returns the labels of a name, each with its dot. A line may be broken between them. */
    static List<String> labels(String name) {
        return List.of(LABEL_END.split(name));
    }

    static List<String> textLines(String text) {
        return text.lines().toList();
    }
}
