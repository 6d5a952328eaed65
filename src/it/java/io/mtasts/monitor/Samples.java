package io.mtasts.monitor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Metrics in Prometheus' text format, read strictly: what is no comment is a sample, and none comes twice. */
final class Samples {

    private static final Pattern SAMPLE = Pattern.compile(
            "([a-zA-Z_:][a-zA-Z0-9_:]*(?:\\{[a-zA-Z_]\\w*=\"(?:[^\"\\\\]|\\\\[\\\\\"n])*\"(?:,[a-zA-Z_]\\w*=\"(?:[^\"\\\\]|\\\\[\\\\\"n])*\")*,?})?) (\\S+)");

    private final Map<String, Double> values = new LinkedHashMap<>();

    Samples(String text) {
        text.lines().filter(line -> !line.startsWith("#")).forEach(this::add);
    }

    private void add(String line) {
        Matcher sample = SAMPLE.matcher(line);
        if (!sample.matches()
                || values.put(sample.group(1).replace(",}", "}"), Double.valueOf(sample.group(2))) != null) {
            throw new IllegalArgumentException(line);
        }
    }

    /** Name and labels, as they stand there, and the value. */
    Map<String, Double> all() {
        return values;
    }

    /** 0 where there is none, as a counter is that has not counted yet. */
    double value(String sample) {
        return values.getOrDefault(sample, 0.0);
    }
}
