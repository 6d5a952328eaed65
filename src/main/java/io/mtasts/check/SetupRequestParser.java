package io.mtasts.check;

import io.mtasts.document.ProblemDocument;
import io.mtasts.http.ProblemException;
import io.mtasts.setup.SetupRequest;
import io.mtasts.sts.Mode;
import io.mtasts.sts.Policy;
import jakarta.ws.rs.core.Response.Status;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what policy is asked for from the fields of a query. */
public final class SetupRequestParser {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,10}");

    private static final Map<String, Mode> MODES =
            Arrays.stream(Mode.values()).collect(Collectors.toUnmodifiableMap(Mode::toString, Function.identity()));
    private static final Map<String, SetupRequest.PatternStyle> STYLES = Arrays.stream(
                    SetupRequest.PatternStyle.values())
            .collect(Collectors.toUnmodifiableMap(style -> style.name().toLowerCase(Locale.ROOT), Function.identity()));

    private SetupRequestParser() {}

    /** What is asked for, where null or nothing stands for the usual; fails with a {@link ProblemException}. */
    public static SetupRequest read(@Nullable String mode, @Nullable String maxAge, @Nullable String patterns) {
        Mode asked = oneOf(MODES, "mode", "testing, enforce or none", given(mode, "testing"));
        String usual = Long.toString(asked == Mode.NONE ? Policy.REMOVAL_MAX_AGE : Policy.DEFAULT_MAX_AGE);
        return new SetupRequest(
                asked,
                seconds(given(maxAge, usual)),
                oneOf(STYLES, "patterns", "exact or wildcard", given(patterns, "exact")));
    }

    private static String given(@Nullable String value, String usual) {
        return value == null || value.isBlank() ? usual : value.strip();
    }

    private static <T> T oneOf(Map<String, T> values, String name, String words, String given) {
        T value = values.get(given);
        if (value == null) {
            throw bad(name, "The parameter " + name + " must be " + words + ".");
        }
        return value;
    }

    private static long seconds(String given) {
        if (!SECONDS.matcher(given).matches() || Long.parseLong(given) > Policy.MAX_AGE_LIMIT) {
            throw bad(
                    "max-age",
                    "The parameter maxAge must be a number of seconds, " + Policy.MAX_AGE_LIMIT + " at most.");
        }
        return Long.parseLong(given);
    }

    private static ProblemException bad(String name, String detail) {
        return new ProblemException(ProblemDocument.of(Status.BAD_REQUEST, "parameter-" + name, detail));
    }
}
