package io.mtasts.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text as its lines, counted in the same way by who reads it and by who shows it. */
public final class Lines {

    /** Carriage returns before a line feed are one end with it, be they one too many; what was read is not gone back over. */
    private static final Pattern ENDS = Pattern.compile("\\r*+\\n|\\r++");

    private Lines() {}

    /** At least one line, without their ends; the last end begins no further one. */
    public static List<String> of(String text) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (Matcher ends = ENDS.matcher(text); ends.find(); from = ends.end()) {
            lines.add(text.substring(from, ends.start()));
            if (text.charAt(ends.end() - 1) == '\r') {
                // each is an end of its own
                lines.addAll(Collections.nCopies(ends.end() - ends.start() - 1, ""));
            }
        }
        if (from < text.length() || lines.isEmpty()) {
            lines.add(text.substring(from));
        }
        return List.copyOf(lines);
    }
}
