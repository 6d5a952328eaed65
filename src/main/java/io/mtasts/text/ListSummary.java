package io.mtasts.text;

import java.util.List;

/** A list in a sentence: its first names, and of the others only how many they are. */
public final class ListSummary {

    private static final int MAX_SHOWN = 3;

    private ListSummary() {}

    /** The list in words; empty where it is. */
    public static String summarize(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(MAX_SHOWN, names.size())));
        int more = names.size() - MAX_SHOWN;
        return more > 0 ? first + " and " + more + " more" : first;
    }
}
