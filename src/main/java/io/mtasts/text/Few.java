package io.mtasts.text;

import java.util.List;

/** A list in a sentence: its first names, and of the others only how many they are. */
public final class Few {

    private static final int MOST = 3;

    private Few() {}

    /** The list in words; empty where it is. */
    public static String of(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(MOST, names.size())));
        int more = names.size() - MOST;
        return more > 0 ? first + " and " + more + " more" : first;
    }
}
