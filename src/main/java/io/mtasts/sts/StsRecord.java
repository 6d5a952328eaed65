package io.mtasts.sts;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A valid MTA-STS record. RFC 8461, 3.1.
 *
 * @param id 1 to 32 letters and digits
 */
public record StsRecord(String id) {

    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

    private static final Pattern EPOCH = Pattern.compile("(1[0-9]{9})(?:[0-9]{3})?");
    private static final Pattern DATE_TIME =
            Pattern.compile("(20[0-9]{2})([0-9]{2})([0-9]{2})(?:[Tt]?([0-9]{2})(?:([0-9]{2})([0-9]{2})?)?)?([Zz]?)");

    /** The time zone in which a day ends last. */
    private static final ZoneOffset LAST_ZONE = ZoneOffset.ofHours(-12);

    /** Throws {@link IllegalArgumentException} if the id is not valid. */
    public StsRecord {
        if (!StsRecordParser.isId(id)) {
            throw new IllegalArgumentException("invalid id: " + id);
        }
    }

    /** Returns a record with the time, to the second, as its id. */
    public static StsRecord at(Instant time) {
        return new StsRecord(ID.format(time));
    }

    /**
     * Returns the latest time that the id can mean, if it reads as a time: a date with or without a time of day, or the
     * seconds or milliseconds since 1970. A time without "Z" may be in any time zone.
     */
    public Optional<Instant> latestTime() {
        Matcher epoch = EPOCH.matcher(id);
        if (epoch.matches()) {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(epoch.group(1))));
        }
        Matcher date = DATE_TIME.matcher(id);
        return date.matches() ? latestTime(date) : Optional.empty();
    }

    private static Optional<Instant> latestTime(Matcher date) {
        try {
            LocalDateTime local = LocalDateTime.of(
                    Integer.parseInt(date.group(1)),
                    Integer.parseInt(date.group(2)),
                    Integer.parseInt(date.group(3)),
                    part(date.group(4), 23),
                    part(date.group(5), 59),
                    part(date.group(6), 59));
            ZoneOffset zone = date.group(7).isEmpty() ? LAST_ZONE : ZoneOffset.UTC;
            return Optional.of(local.toInstant(zone));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    /** Returns a part of the time of day. If the id leaves it out, the latest one is possible. */
    private static int part(@Nullable String digits, int latest) {
        return digits == null ? latest : Integer.parseInt(digits);
    }

    /** Returns the text to publish. */
    @Override
    public String toString() {
        return "v=STSv1; id=" + id + ";";
    }
}
