package io.mtasts.web;

import io.mtasts.document.WorstSeverity;
import io.mtasts.text.KebabCase;

/** The colour of a verdict or a part. Printed, it is the name of a CSS class. */
enum Tone {
    GOOD,
    WARN,
    BAD,
    CALM;

    /**
     * Returns the tone for the worst finding of a document.
     *
     * @param unlessFindings the tone if no finding asks for an action
     */
    static Tone of(WorstSeverity severity, Tone unlessFindings) {
        return switch (severity) {
            case CRITICAL, ERROR -> BAD;
            case WARNING -> WARN;
            case INFO, OK -> unlessFindings;
        };
    }

    @Override
    public String toString() {
        return KebabCase.of(this);
    }
}
