package io.mtasts.check;

import io.mtasts.check.CheckFailure.Reason;
import io.mtasts.check.CheckFailure.Rejected;
import io.mtasts.text.KebabCase;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parts of a report that it has only on request. */
public enum Include {
    /** What each authoritative name server says about the record. */
    REPLICAS,
    /** What each known sender makes of the domain. */
    SENDERS;

    private static final Map<String, Include> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(KebabCase::of, Function.identity()));

    /**
     * Parses the parameter include: names of parts, separated by commas. A parameter that is null or blank has no names.
     *
     * @throws RejectedException if one of the names is unknown
     */
    public static Set<Include> parse(@Nullable String names) {
        Set<Include> parts = EnumSet.noneOf(Include.class);
        if (names == null || names.isBlank()) {
            return parts;
        }
        for (String name : names.split(",", -1)) {
            Include part = BY_NAME.get(name.strip());
            if (part == null) {
                throw new RejectedException(Rejected.of(
                        Reason.INVALID_REQUEST,
                        "parameter-include",
                        "The parameter include must be a comma-separated list of: "
                                + BY_NAME.keySet().stream().sorted().collect(Collectors.joining(", ")) + "."));
            }
            parts.add(part);
        }
        return parts;
    }
}
