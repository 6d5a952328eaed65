package io.mtasts.setup;

import io.mtasts.text.Lines;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What changes from one policy to another, line by line; as many lines as possible are kept. */
public record PolicyDiff(List<Line> lines) {

    /** What becomes of a line. */
    public enum Change {
        KEPT,
        REMOVED,
        ADDED
    }

    /** One line of either text, without its end. */
    public record Line(Change change, String text) {}

    public PolicyDiff {
        lines = List.copyOf(lines);
    }

    public boolean isEmpty() {
        return lines.stream().allMatch(line -> line.change() == Change.KEPT);
    }

    /** The order is that of the texts: what is removed stands before what is added in its place. */
    static PolicyDiff between(String before, String after) {
        List<String> old = split(before);
        List<String> fresh = split(after);
        Set<Integer> kept = kept(old, fresh);
        List<Line> lines = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < old.size(); i++) {
            if (!kept.contains(i)) {
                lines.add(new Line(Change.REMOVED, old.get(i)));
                continue;
            }
            while (!fresh.get(next).equals(old.get(i))) {
                lines.add(new Line(Change.ADDED, fresh.get(next++)));
            }
            lines.add(new Line(Change.KEPT, fresh.get(next++)));
        }
        fresh.subList(next, fresh.size()).forEach(line -> lines.add(new Line(Change.ADDED, line)));
        return new PolicyDiff(lines);
    }

    private static List<String> split(String text) {
        return text.isEmpty() ? List.of() : Lines.of(text);
    }

    /**
     * The places of the old lines to keep. No line stands twice in a policy that is generated, so the longest common
     * subsequence is the longest rise of the new places; the old text is from outside, and must not cost its square.
     */
    private static Set<Integer> kept(List<String> old, List<String> fresh) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < fresh.size(); i++) {
            places.putIfAbsent(fresh.get(i), i);
        }
        // For each length, where the rise of that length with the lowest end ends: its new place, and its old line.
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
