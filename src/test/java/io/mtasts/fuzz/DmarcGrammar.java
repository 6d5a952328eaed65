package io.mtasts.fuzz;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A second reading of RFC 9989, 4.8, by one expression for the whole record. */
final class DmarcGrammar {

    private static final String SEPARATOR = "[ \\t]*+;[ \\t]*+";
    private static final String TAG = "([a-z]++)[ \\t]*+=[ \\t]*+([!-:<-~](?:[\\t -:<-~]*[!-:<-~])?)";
    private static final Pattern RECORD =
            Pattern.compile("[vV][ \\t]*+=[ \\t]*+DMARC1(?:" + SEPARATOR + TAG + ")*+(?:" + SEPARATOR + ")?");
    private static final Pattern ONE_TAG = Pattern.compile(SEPARATOR + TAG);

    private DmarcGrammar() {}

    /** The tags of a record that keeps to the grammar and has none twice. */
    static Optional<Map<String, String>> tags(String text) {
        if (!RECORD.matcher(text).matches()) {
            return Optional.empty();
        }
        Map<String, String> tags = new HashMap<>();
        Matcher tag = ONE_TAG.matcher(text);
        while (tag.find()) {
            if (tag.group(1).equals("v") || tags.put(tag.group(1), tag.group(2)) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(tags);
    }
}
