package io.mtasts.sender;

import io.mtasts.name.DomainName;
import io.mtasts.name.Idna;
import io.mtasts.sts.Mode;
import io.mtasts.sts.MxPattern;
import io.mtasts.sts.MxPatterns;
import io.mtasts.text.Lines;
import io.mtasts.text.Wsp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The fields of a policy as a lenient program finds them: one for each line with a colon, without white space around it,
 * and without regard to the case of its name.
 *
 * @param modes the values of the field mode
 * @param valid the values of the field mx that are patterns
 * @param irregular the other values of the field mx as the pattern that was intended, by the code of the irregularity
 */
record RawPolicy(List<String> modes, MxPatterns valid, Map<String, MxPatterns> irregular) {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    static RawPolicy of(String text) {
        List<String> modes = new ArrayList<>();
        List<MxPattern> valid = new ArrayList<>();
        Map<String, List<MxPattern>> irregular = new HashMap<>();
        String content = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        for (String line : Lines.of(content)) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : DomainName.lowerCase(Wsp.strip(line.substring(0, colon)));
            String value = Wsp.strip(line.substring(colon + 1));
            if (name.equals("mode")) {
                modes.add(value);
            } else if (name.equals("mx")) {
                MxPattern.of(value)
                        .ifPresentOrElse(
                                valid::add,
                                () -> intended(value)
                                        .ifPresent(pattern -> irregular
                                                .computeIfAbsent(code(value), code -> new ArrayList<>())
                                                .add(pattern)));
            }
        }
        return new RawPolicy(
                List.copyOf(modes),
                new MxPatterns(valid),
                irregular.entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                Map.Entry::getKey, entry -> new MxPatterns(entry.getValue()))));
    }

    private static String code(String value) {
        return value.endsWith(".") ? "policy-mx-trailing-dot" : "policy-mx-u-label";
    }

    /** Returns the pattern without the final dot, in A-labels. There is none for an address or a misplaced wildcard. */
    private static Optional<MxPattern> intended(String value) {
        String name = value.endsWith(".") ? value.substring(0, value.length() - 1) : value;
        return MxPattern.of(name).or(() -> Idna.toAscii(name).flatMap(MxPattern::of));
    }

    /** Returns the irregularities whose patterns would match one of the names. */
    Set<String> matchingIrregularities(List<String> names) {
        return irregular.entrySet().stream()
                .filter(entry -> names.stream()
                        .anyMatch(name -> !entry.getValue().matching(name).isEmpty()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns whether a regular pattern matches one of the names. */
    boolean covers(List<String> names) {
        return names.stream().anyMatch(name -> !valid.matching(name).isEmpty());
    }

    /** Returns whether a wildcard would match one of the names if it replaced several labels. */
    boolean coversDeeper(List<String> names) {
        return valid.all().stream()
                .filter(MxPattern::wildcard)
                .map(pattern -> "." + pattern.name().ascii())
                .anyMatch(end -> names.stream().anyMatch(name -> name.endsWith(end)));
    }

    /** Returns the mode of the first or last field; empty if there is none with that meaning. */
    Optional<Mode> mode(boolean last) {
        if (modes.isEmpty()) {
            return Optional.empty();
        }
        String value = modes.get(last ? modes.size() - 1 : 0);
        return Arrays.stream(Mode.values())
                .filter(mode -> mode.toString().equalsIgnoreCase(value))
                .findFirst();
    }
}
