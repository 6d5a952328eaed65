package io.mtasts.text;

import java.util.List;

/** A list in a sentence: its first names, and the number of the others. */
public final class ListSummary {

    private static final int MAX_SHOWN = 3;

    private ListSummary() {}

    /** Returns the list in words, which is empty for an empty list. */
    public static String summarize(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(MAX_SHOWN, names.size())));
        int more = names.size() - MAX_SHOWN;
        return more > 0 ? first + " and " + more + " more" : first;
    }
}
