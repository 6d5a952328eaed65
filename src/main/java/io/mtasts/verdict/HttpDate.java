package io.mtasts.verdict;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A parser for the three forms of dates in HTTP. RFC 9110, 5.6.7. */
final class HttpDate {

    /** No form is longer, so nothing longer is parsed. */
    private static final int MAX_LENGTH = 40;

    /** The years of two digits: a date that seems to be more than 50 years ahead is in the past. */
    private static final int YEARS_AHEAD = 50;

    private static final List<DateTimeFormatter> FORMS =
            List.of(form("EEE, dd MMM uuuu HH:mm:ss 'GMT'"), form("EEE MMM ppd HH:mm:ss uuuu"));

    private HttpDate() {}

    /**
     * Returns the time of a date; empty if the text is not a date.
     *
     * @param now decides the century of a year with two digits
     */
    static Optional<Instant> parse(String text, Instant now) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return FORMS.stream()
                .flatMap(form -> parse(text, form).stream())
                .findFirst()
                .or(() -> parse(text, rfc850(now)));
    }

    private static Optional<Instant> parse(String text, DateTimeFormatter form) {
        try {
            return Optional.of(LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException notThisForm) {
            return Optional.empty();
        }
    }

    private static DateTimeFormatter form(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.US).withResolverStyle(ResolverStyle.STRICT);
    }

    private static DateTimeFormatter rfc850(Instant now) {
        int year = OffsetDateTime.ofInstant(now, ZoneOffset.UTC).getYear();
        return new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, year - 99 + YEARS_AHEAD)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.US)
                .withResolverStyle(ResolverStyle.STRICT);
    }
}
