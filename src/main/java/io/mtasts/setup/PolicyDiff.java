package io.mtasts.setup;

import io.mtasts.text.Lines;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The difference between two policies, line by line, with as many lines kept as possible. */
public record PolicyDiff(List<Line> lines) {

    /** The change of a line. */
    public enum Change {
        KEPT,
        REMOVED,
        ADDED
    }

    /** One line of either text, without its line end. */
    public record Line(Change change, String text) {}

    public PolicyDiff {
        lines = List.copyOf(lines);
    }

    /** Returns whether nothing changes. */
    public boolean isEmpty() {
        return lines.stream().allMatch(line -> line.change() == Change.KEPT);
    }

    /** Returns the lines in the order of the texts. Removed lines come before the lines that replace them. */
    static PolicyDiff between(String before, String after) {
        List<String> old = split(before);
        List<String> recent = split(after);
        Set<Integer> kept = kept(old, recent);
        List<Line> lines = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < old.size(); i++) {
            if (!kept.contains(i)) {
                lines.add(new Line(Change.REMOVED, old.get(i)));
                continue;
            }
            while (!recent.get(next).equals(old.get(i))) {
                lines.add(new Line(Change.ADDED, recent.get(next++)));
            }
            lines.add(new Line(Change.KEPT, recent.get(next++)));
        }
        recent.subList(next, recent.size()).forEach(line -> lines.add(new Line(Change.ADDED, line)));
        return new PolicyDiff(lines);
    }

    private static List<String> split(String text) {
        return text.isEmpty() ? List.of() : Lines.of(text);
    }

    /**
     * Returns the indexes of the old lines to keep. A generated policy has no line twice, so the longest common subsequence
     * is the longest increasing sequence of new indexes. The old text is from outside, so quadratic time is not acceptable.
     */
    private static Set<Integer> kept(List<String> old, List<String> recent) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < recent.size(); i++) {
            places.putIfAbsent(recent.get(i), i);
        }
        // For each length, the increasing sequence with the lowest end: the new index and the old index of that end.
        List<Integer> lowest = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        int[] before = new int[old.size()];
        for (int i = 0; i < old.size(); i++) {
            Integer place = places.get(old.get(i));
            if (place == null) {
                continue;
            }
            int found = Collections.binarySearch(lowest, place);
            int length = found < 0 ? -found - 1 : found;
            before[i] = length == 0 ? -1 : ends.get(length - 1);
            if (length == ends.size()) {
                ends.add(i);
                lowest.add(place);
            } else {
                ends.set(length, i);
                lowest.set(length, place);
            }
        }
        Set<Integer> kept = new HashSet<>();
        for (int i = ends.isEmpty() ? -1 : ends.get(ends.size() - 1); i >= 0; i = before[i]) {
            kept.add(i);
        }
        return kept;
    }
}
