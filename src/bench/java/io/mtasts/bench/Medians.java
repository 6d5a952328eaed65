package io.mtasts.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values of several runs, by what was measured. */
final class Medians {

    private final Map<String, List<Double>> values = new LinkedHashMap<>();

    void add(String what, double value) {
        values.computeIfAbsent(what, key -> new ArrayList<>()).add(value);
    }

    boolean has(String what) {
        return values.containsKey(what);
    }

    double of(String what) {
        List<Double> sorted = new ArrayList<>(values.get(what));
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    /** The least and the most of them. */
    String range(String what) {
        List<Double> all = values.get(what);
        return "%.0f to %.0f".formatted(Collections.min(all), Collections.max(all));
    }
}
