package io.mtasts.web;

import io.mtasts.document.WorstSeverity;
import io.mtasts.finding.Severity;
import io.mtasts.text.KebabCase;
import io.mtasts.text.ListSummary;
import io.mtasts.text.TimeText;
import io.quarkus.qute.TemplateExtension;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Formats of values in templates: times, durations, numbers, lists and names. */
@TemplateExtension
final class FormatExtensions {

    static final long SECONDS_PER_DAY = Duration.ofDays(1).toSeconds();
    private static final Pattern LABEL_END = Pattern.compile("(?<=\\.)");

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
        return TimeText.second(instant);
    }

    static String date(Instant instant) {
        return TimeText.date(instant);
    }

    /** Returns a duration in milliseconds, or in seconds if it is longer than one. */
    static String elapsed(long milliseconds) {
        return milliseconds < 1000
                ? milliseconds + " ms"
                : String.format(Locale.ROOT, "%.1f seconds", milliseconds / 1000.0);
    }

    static String period(long seconds) {
        return TimeText.rough(Duration.ofSeconds(seconds));
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
