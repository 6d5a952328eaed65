package io.mtasts.text;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and durations as people read them. Times are in UTC. */
public final class TimeText {

    private static final DateTimeFormatter DATE = form("d MMMM uuuu");
    private static final DateTimeFormatter MINUTE = form("d MMMM uuuu, HH:mm 'UTC'");
    private static final DateTimeFormatter SECOND = form("d MMMM uuuu, HH:mm:ss 'UTC'");

    private TimeText() {}

    /** The units of durations, the largest first. */
    private enum Unit {
        DAY(Duration.ofDays(1)),
        HOUR(Duration.ofHours(1)),
        MINUTE(Duration.ofMinutes(1)),
        SECOND(Duration.ofSeconds(1));

        private final long seconds;

        Unit(Duration length) {
            seconds = length.toSeconds();
        }

        private String times(long number) {
            return number + " " + KebabCase.of(this) + (number == 1 ? "" : "s");
        }
    }

    /** Returns the day. */
    public static String date(Instant time) {
        return DATE.format(time);
    }

    /** Returns the day. */
    public static String date(LocalDate day) {
        return DATE.format(day);
    }

    /** Returns the time to the minute. */
    public static String minute(Instant time) {
        return MINUTE.format(time);
    }

    /** Returns the time to the second. */
    public static String second(Instant time) {
        return SECOND.format(time);
    }

    /** Returns a duration to the second, in the largest unit that divides it. */
    public static String exact(Duration duration) {
        long seconds = duration.toSeconds();
        for (Unit unit : Unit.values()) {
            if (seconds >= unit.seconds && seconds % unit.seconds == 0) {
                return unit.times(seconds / unit.seconds);
            }
        }
        return Unit.SECOND.times(seconds);
    }

    /** Returns a duration in the largest unit that is not longer, with "about" if that leaves something out. */
    public static String rough(Duration duration) {
        long seconds = duration.toSeconds();
        for (Unit unit : Unit.values()) {
            if (seconds >= unit.seconds) {
                return (seconds % unit.seconds == 0 ? "" : "about ") + unit.times(seconds / unit.seconds);
            }
        }
        return Unit.SECOND.times(seconds);
    }

    private static DateTimeFormatter form(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }
}
