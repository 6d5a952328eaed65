package io.mtasts.fuzz;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A second implementation of RFC 8461, 3.2, by regular expressions for whole lines. It is slow and reports no faults.
 *
 * @param mx the patterns in lower case
 */
record PolicyGrammar(String mode, Set<String> mx, long maxAge) {

    private static final Pattern FIELD = Pattern.compile(
            "([A-Za-z0-9][A-Za-z0-9_.-]{0,31}):[ \\t]*((?:[^\\p{Cntrl}\\u0020](?:[^\\p{Cntrl}]*[^\\p{Cntrl}\\u0020])?)?)[ \\t]*");
    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern MX = Pattern.compile("(?:\\*\\.)?((?:" + LABEL + "\\.)*" + LABEL + ")");
    private static final Pattern NUMBER_LAST = Pattern.compile("(?:.*\\.)?[0-9]+");
    private static final Pattern MAX_AGE = Pattern.compile("[0-9]{1,10}");

    static Optional<PolicyGrammar> read(byte[] body) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
        Map<String, String> first = new LinkedHashMap<>();
        Set<String> mx = new LinkedHashSet<>();
        for (String line : (text.endsWith("\n") ? text.substring(0, text.length() - 1) : text).split("\n", -1)) {
            Matcher field = FIELD.matcher(withoutCarriageReturn(line, text));
            if (!field.matches() || field.group(2).isEmpty()) {
                return Optional.empty();
            }
            if (field.group(1).equals("mx")) {
                String pattern = field.group(2).toLowerCase(Locale.ROOT);
                Matcher host = MX.matcher(pattern);
                if (!isAscii(field.group(2))
                        || !host.matches()
                        || host.group(1).length() > 253
                        || NUMBER_LAST.matcher(host.group(1)).matches()) {
                    return Optional.empty();
                }
                mx.add(pattern);
            } else {
                first.putIfAbsent(field.group(1), field.group(2));
            }
        }
        String mode = first.getOrDefault("mode", "");
        String maxAge = first.getOrDefault("max_age", "");
        boolean valid = first.getOrDefault("version", "").equals("STSv1")
                && Set.of("enforce", "testing", "none").contains(mode)
                && MAX_AGE.matcher(maxAge).matches()
                && Long.parseLong(maxAge) <= 31_557_600
                && (mode.equals("none") || !mx.isEmpty());
        return valid ? Optional.of(new PolicyGrammar(mode, mx, Long.parseLong(maxAge))) : Optional.empty();
    }

    /** Removes a carriage return that is part of the line end. The last line may have no line end. */
    private static String withoutCarriageReturn(String line, String text) {
        boolean ended = line.endsWith("\r") && !(text.endsWith(line) && !text.endsWith("\n"));
        return ended ? line.substring(0, line.length() - 1) : line;
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
