package io.mtasts.tlsreport;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A parser for the times of reports. Senders leave out the time zone, or use other formats than RFC 3339.
 *
 * @param standard whether the text is in the format of RFC 3339, 5.6
 */
record ReportTime(Instant instant, boolean standard) {

    private static final Pattern STANDARD =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,100})?(?:[Zz]|[+-]\\d\\d:\\d\\d)");

    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d\\d)-(\\d\\d)"
            + "(?:[Tt ](\\d\\d):(\\d\\d)(?::(\\d\\d)(?:[.,]\\d{1,100})?)?)?"
            + " ?(?:[Zz]|UTC|GMT|([+-])(\\d\\d):?(\\d\\d))?");

    /** Seconds since 1970, until the year 5138. */
    private static final Pattern EPOCH_SECONDS = Pattern.compile("\\d{9,11}");

    private static final int LEAP_SECOND = 60;

    /** Parses a text or a number. Fractions of a second are dropped. Without a time zone, UTC is assumed. */
    static Optional<ReportTime> parse(String text) {
        try {
            if (EPOCH_SECONDS.matcher(text).matches()) {
                return Optional.of(new ReportTime(Instant.ofEpochSecond(Long.parseLong(text)), false));
            }
            Matcher iso = ISO.matcher(text);
            return iso.matches()
                    ? Optional.of(
                            new ReportTime(instant(iso), STANDARD.matcher(text).matches()))
                    : Optional.of(
                            new ReportTime(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)), false));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant instant(Matcher iso) {
        LocalDate date = LocalDate.of(number(iso, 1), number(iso, 2), number(iso, 3));
        // A leap second counts as the second before it.
        LocalTime time = LocalTime.of(
                number(iso, 4), number(iso, 5), number(iso, 6) == LEAP_SECOND ? LEAP_SECOND - 1 : number(iso, 6));
        return date.atTime(time).toInstant(offset(iso));
    }

    private static ZoneOffset offset(Matcher iso) {
        if (iso.group(7) == null) {
            return ZoneOffset.UTC;
        }
        int sign = iso.group(7).equals("-") ? -1 : 1;
        return ZoneOffset.ofHoursMinutes(sign * number(iso, 8), sign * number(iso, 9));
    }

    private static int number(Matcher iso, int group) {
        return iso.group(group) == null ? 0 : Integer.parseInt(iso.group(group));
    }
}
