package io.mtasts.monitor;

import java.math.BigDecimal;
import java.time.Duration;

/** Gauges in Prometheus' text format, version 0.0.4. */
final class PrometheusTextFormat {

    /** With the version, without which Prometheus 3 takes nothing. */
    static final String MEDIA_TYPE = "text/plain;version=0.0.4;charset=utf-8";

    /** Digits after the point. */
    private static final int MILLIS = 3;

    private final StringBuilder text = new StringBuilder();
    private String name = "";

    /** Begins a metric; samples follow. */
    PrometheusTextFormat gauge(String name, String help) {
        this.name = name;
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(" gauge\n");
        return this;
    }

    /**
     * A sample of the metric.
     *
     * @param labels names and values in turns; a value may be any text
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

    /** The format demands three escapes; what acts on a terminal is shown, as in the JSON document. */
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
