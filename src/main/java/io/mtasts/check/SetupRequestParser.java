package io.mtasts.check;

import io.mtasts.check.CheckFailure.Reason;
import io.mtasts.check.CheckFailure.Rejected;
import io.mtasts.setup.SetupRequest;
import io.mtasts.sts.Mode;
import io.mtasts.sts.Policy;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A parser for the parameters of a generated policy. */
public final class SetupRequestParser {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,10}");

    private static final Map<String, Mode> MODES =
            Arrays.stream(Mode.values()).collect(Collectors.toUnmodifiableMap(Mode::toString, Function.identity()));
    private static final Map<String, SetupRequest.PatternStyle> STYLES = Arrays.stream(
                    SetupRequest.PatternStyle.values())
            .collect(Collectors.toUnmodifiableMap(style -> style.name().toLowerCase(Locale.ROOT), Function.identity()));

    private static final Map<String, SetupRequest.IdSource> IDS = Arrays.stream(SetupRequest.IdSource.values())
            .collect(Collectors.toUnmodifiableMap(
                    source -> source.name().toLowerCase(Locale.ROOT), Function.identity()));

    private SetupRequestParser() {}

    /**
     * Parses the parameters. A parameter that is null or blank has its default value.
     *
     * @throws RejectedException if a parameter is invalid
     */
    public static SetupRequest parse(
            @Nullable String mode, @Nullable String maxAge, @Nullable String patterns, @Nullable String id) {
        Mode requested = oneOf(MODES, "mode", "testing, enforce or none", orDefault(mode, "testing"));
        String defaultMaxAge = Long.toString(requested == Mode.NONE ? Policy.REMOVAL_MAX_AGE : Policy.DEFAULT_MAX_AGE);
        return new SetupRequest(
                requested,
                seconds(orDefault(maxAge, defaultMaxAge)),
                oneOf(STYLES, "patterns", "exact or wildcard", orDefault(patterns, "exact")),
                oneOf(IDS, "id", "time or hash", orDefault(id, "time")));
    }

    private static String orDefault(@Nullable String value, String defaultValue) {
        return value == null || value.isBlank() ? defaultValue : value.strip();
    }

    private static <T> T oneOf(Map<String, T> values, String name, String allowed, String text) {
        T value = values.get(text);
        if (value == null) {
            throw invalid(name, "The parameter " + name + " must be " + allowed + ".");
        }
        return value;
    }

    private static long seconds(String text) {
        if (!SECONDS.matcher(text).matches() || Long.parseLong(text) > Policy.MAX_AGE_LIMIT) {
            throw invalid(
                    "max-age",
                    "The parameter maxAge must be a number of seconds, " + Policy.MAX_AGE_LIMIT + " at most.");
        }
        return Long.parseLong(text);
    }

    private static RejectedException invalid(String name, String detail) {
        return new RejectedException(Rejected.of(Reason.INVALID_REQUEST, "parameter-" + name, detail));
    }
}
