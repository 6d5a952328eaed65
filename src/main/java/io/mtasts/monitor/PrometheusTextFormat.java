package io.mtasts.monitor;

import java.math.BigDecimal;
import java.time.Duration;

/** A writer of gauges in the text format of Prometheus, version 0.0.4. */
final class PrometheusTextFormat {

    /** The media type. Prometheus 3 requires the version. */
    static final String MEDIA_TYPE = "text/plain;version=0.0.4;charset=utf-8";

    /** The decimal places of seconds. */
    private static final int MILLIS = 3;

    private final StringBuilder text = new StringBuilder();
    private String name = "";

    /** Starts a metric. */
    PrometheusTextFormat gauge(String name, String help) {
        this.name = name;
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(" gauge\n");
        return this;
    }

    /**
     * Adds a sample to the metric.
     *
     * @param labels alternating names and values; a value may be any text
     */
    PrometheusTextFormat sample(long value, String... labels) {
        return sample(Long.toString(value), labels);
    }

    PrometheusTextFormat sample(boolean value, String... labels) {
        return sample(value ? 1 : 0, labels);
    }

    PrometheusTextFormat seconds(Duration value, String... labels) {
        return sample(BigDecimal.valueOf(value.toMillis(), MILLIS).toPlainString(), labels);
    }

    private PrometheusTextFormat sample(String value, String... labels) {
        text.append(name);
        for (int i = 0; i < labels.length; i += 2) {
            text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
            labels[i + 1].codePoints().forEach(this::appendEscaped);
            text.append('"');
        }
        text.append(labels.length == 0 ? " " : "} ").append(value).append('\n');
        return this;
    }

    /** Escapes what the format requires, and control and formatting characters as in JSON documents. */
    private void appendEscaped(int c) {
        switch (c) {
            case '\\' -> text.append("\\\\");
            case '"' -> text.append("\\\"");
            case '\n' -> text.append("\\n");
            default -> {
                switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE -> text.append(String.format("\\\\u%04x", c));
                    default -> text.appendCodePoint(c);
                }
            }
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
