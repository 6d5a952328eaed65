package io.mtasts.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of a text, counted in the same way by parsers and by pages. */
public final class Lines {

    /** Treats {@code \r*\n} as one line ending. Possessive quantifiers keep matching linear. */
    private static final Pattern ENDS = Pattern.compile("\\r*+\\n|\\r++");

    private Lines() {}

    /** Returns the lines without their endings, at least one. An ending at the end of the text begins no further line. */
    public static List<String> of(String text) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (Matcher ends = ENDS.matcher(text); ends.find(); from = ends.end()) {
            lines.add(text.substring(from, ends.start()));
            if (text.charAt(ends.end() - 1) == '\r') {
                // Each of these is an ending of its own.
                lines.addAll(Collections.nCopies(ends.end() - ends.start() - 1, ""));
            }
        }
        if (from < text.length() || lines.isEmpty()) {
            lines.add(text.substring(from));
        }
        return List.copyOf(lines);
    }
}
