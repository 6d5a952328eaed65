package io.mtasts.document;

import io.mtasts.document.PlanDocument.PlanStepDocument;
import io.mtasts.plan.PlanStep;
import io.mtasts.text.KebabCase;
import io.mtasts.text.TimeText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

/** The steps of a plan as a calendar. RFC 5545. */
public final class PlanCalendar {

    /** The media type. RFC 5545, 8.1. */
    public static final String MEDIA_TYPE = "text/calendar";

    /** In octets, without the line end. RFC 5545, 3.1. */
    private static final int MAX_LINE = 75;

    private static final Duration STEP_LENGTH = Duration.ofMinutes(30);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final Map<PlanStep.Kind, String> TITLES = new EnumMap<>(Map.of(
            PlanStep.Kind.PREPARE_SERVERS, "Prepare the new mail servers",
            PlanStep.Kind.SERVE_POLICY, "Serve the policy",
            PlanStep.Kind.PUBLISH_RECORD, "Publish the record",
            PlanStep.Kind.WAIT_FOR_SENDERS, "Wait for senders",
            PlanStep.Kind.CHANGE_MX, "Change the MX records",
            PlanStep.Kind.WAIT_FOR_RESOLVERS, "Keep the old mail servers running",
            PlanStep.Kind.SWITCH_OFF_SERVERS, "Switch off the old mail servers",
            PlanStep.Kind.READ_REPORTS, "Read the TLS reports",
            PlanStep.Kind.REMOVE_RECORD, "Remove the record",
            PlanStep.Kind.REMOVE_POLICY, "Remove the policy"));

    private final StringBuilder text = new StringBuilder();

    private PlanCalendar() {}

    /**
     * Returns the text of the calendar. An event has the same UID in every plan of the domain, so that a calendar replaces
     * the events of an earlier plan.
     */
    public static String of(PlanDocument plan) {
        PlanCalendar calendar = new PlanCalendar();
        calendar.line("BEGIN", "VCALENDAR");
        calendar.line("VERSION", "2.0");
        calendar.line("PRODID", "-//MTA-STS Checker//Plan//EN");
        calendar.line("CALSCALE", "GREGORIAN");
        calendar.line("METHOD", "PUBLISH");
        Map<PlanStep.Kind, Integer> counts = new EnumMap<>(PlanStep.Kind.class);
        for (PlanStepDocument step : plan.steps()) {
            calendar.event(plan, step, counts.merge(step.kind(), 1, Integer::sum));
        }
        calendar.line("END", "VCALENDAR");
        return calendar.text.toString();
    }

    private void event(PlanDocument plan, PlanStepDocument step, int number) {
        Instant latest = step.notAfter();
        boolean isWait = step.kind().isWait() && latest != null && latest.isAfter(step.notBefore());
        line("BEGIN", "VEVENT");
        line("UID", uid(plan.domain(), step.kind(), number));
        line("DTSTAMP", TIME.format(plan.checkedAt()));
        line("DTSTART", TIME.format(step.notBefore()));
        line("DTEND", TIME.format(isWait ? latest : step.notBefore().plus(STEP_LENGTH)));
        // A wait keeps nobody busy.
        line("TRANSP", isWait ? "TRANSPARENT" : "OPAQUE");
        line("SUMMARY", escaped(plan.domain() + ": " + TITLES.getOrDefault(step.kind(), step.text())));
        line("DESCRIPTION", escaped(description(step, isWait)));
        line("END", "VEVENT");
    }

    private static String description(PlanStepDocument step, boolean isWait) {
        StringBuilder description = new StringBuilder(step.text()).append('\n').append(step.reason());
        if (step.notAfter() != null && !isWait) {
            description.append("\nAt the latest: ").append(TimeText.minute(step.notAfter()));
        }
        if (step.where() != null) {
            description.append("\n\n").append(step.where());
        }
        if (step.publish() != null) {
            description.append('\n').append(step.publish().strip());
        }
        return description.toString();
    }

    private static String uid(String domain, PlanStep.Kind kind, int number) {
        String name = domain + "/" + KebabCase.of(kind) + "/" + number;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Escapes a value of the type TEXT. RFC 5545, 3.3.11. */
    static String escaped(String value) {
        StringBuilder escaped = new StringBuilder();
        value.replace("\r\n", "\n").codePoints().forEach(point -> {
            switch (point) {
                case '\\' -> escaped.append("\\\\");
                case ';' -> escaped.append("\\;");
                case ',' -> escaped.append("\\,");
                case '\n' -> escaped.append("\\n");
                default -> {
                    if (point >= ' ' && point != 0x7f) {
                        escaped.appendCodePoint(point);
                    }
                }
            }
        });
        return escaped.toString();
    }

    /** Adds a content line. A long one is folded between characters. RFC 5545, 3.1. */
    private void line(String name, String value) {
        text.append(folded(name + ":" + value)).append("\r\n");
    }

    static String folded(String line) {
        StringBuilder folded = new StringBuilder();
        int length = 0;
        int[] points = line.codePoints().toArray();
        for (int point : points) {
            int octets = Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
            if (length + octets > MAX_LINE) {
                folded.append("\r\n ");
                length = 1;
            }
            folded.appendCodePoint(point);
            length += octets;
        }
        return folded.toString();
    }
}
