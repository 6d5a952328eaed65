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
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Formats of values in templates: times, durations, numbers, lists and names. */
@TemplateExtension
final class FormatExtensions {

    static final long SECONDS_PER_DAY = Duration.ofDays(1).toSeconds();
    private static final Pattern LABEL_END = Pattern.compile("(?<=\\.)");

    /** What findings say in the units of their texts, for programs too. The words before it occur in no other sense. */
    private static final Pattern SECONDS =
            Pattern.compile("(max_age of|has been there for|allows) (\\d{2,12}) seconds");

    private static final Pattern EXPIRY = Pattern.compile("(?<=valid until )[0-9-]{10}T[0-9:]{8}Z");

    private FormatExtensions() {}

    /** Returns the text of a finding with periods and dates for people. */
    static String readable(String text) {
        String withPeriods = SECONDS.matcher(text)
                .replaceAll(found -> found.group(1) + " " + period(Long.parseLong(found.group(2))));
        return EXPIRY.matcher(withPeriods).replaceAll(found -> readableDate(found.group()));
    }

    /** Returns the day of an instant. A text of others may only look like one. */
    private static String readableDate(String instant) {
        try {
            return date(Instant.parse(instant));
        } catch (DateTimeParseException e) {
            return instant;
        }
    }

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

    /** Returns a verdict in words. */
    static String verdictLabel(Enum<?> verdict) {
        return KebabCase.of(verdict).equals("not-configured") ? "not set up" : KebabCase.of(verdict);
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
