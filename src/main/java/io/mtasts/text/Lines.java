package io.mtasts.text;

import java.util.List;
import java.util.regex.Pattern;

/** A text as its lines, counted in the same way by who reads it and by who shows it. */
public final class Lines {

    /** Carriage returns before a line feed are one end with it, be they one too many. */
    private static final Pattern END = Pattern.compile("\\r*\\n|\\r");

    private Lines() {}

    /** At least one line, without their ends; the last end begins no further one. */
    public static List<String> of(String text) {
        List<String> lines = List.of(END.split(text, -1));
        int last = lines.size() - 1;
        return last > 0 && lines.get(last).isEmpty() ? lines.subList(0, last) : lines;
    }
}
