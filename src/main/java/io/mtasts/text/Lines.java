package io.mtasts.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A text as its lines, counted in the same way by who reads it and by who shows it. */
public final class Lines {

    /** Carriage returns before a line feed are one end with it, be they one too many. */
    private static final Pattern END = Pattern.compile("\\r*\\n|\\r");

    private Lines() {}

    /** At least one line, without their ends; the last end begins no further one. */
    public static List<String> of(String text) {
        List<String> lines = new ArrayList<>(List.of(END.split(text, -1)));
        if (lines.size() > 1 && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return List.copyOf(lines);
    }
}
