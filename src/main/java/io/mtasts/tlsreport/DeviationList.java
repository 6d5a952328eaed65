package io.mtasts.tlsreport;

import io.mtasts.text.DisplayText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The deviations that were found so far. Each kind is kept once for each member, with its first place and its number. */
final class DeviationList {

    /** A report can have as many kinds as members, and members can be repeated with any name. */
    private static final int MAX_KINDS = 60;

    private final Map<Key, Occurrences> found = new LinkedHashMap<>();

    private record Key(DeviationCode code, String member) {}

    private record Occurrences(String pointer, int count) {}

    /**
     * Adds a deviation.
     *
     * @param member the name of the member that it concerns, or what was found; shown to people, abbreviated
     */
    void add(DeviationCode code, JsonPointer place, String member) {
        Key key = new Key(code, DisplayText.abbreviate(member));
        Occurrences before = found.get(key);
        if (before != null) {
            found.put(key, new Occurrences(before.pointer(), before.count() + 1));
        } else if (found.size() < MAX_KINDS) {
            found.put(key, new Occurrences(place.toString(), 1));
        }
    }

    /** Returns the deviations in the order in which they were found. */
    List<ReportDeviation> toList() {
        return found.entrySet().stream()
                .map(entry -> new ReportDeviation(
                        entry.getKey().code(),
                        entry.getKey().member(),
                        entry.getValue().pointer(),
                        entry.getValue().count()))
                .toList();
    }
}
