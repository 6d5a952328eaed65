package io.mtasts.document;

import io.mtasts.finding.Finding;
import io.mtasts.finding.Severity;
import java.util.List;
import java.util.Optional;

/** The severity of a whole document, from best to worst. */
public enum WorstSeverity {
    /** There are no findings. */
    OK,
    INFO,
    WARNING,
    ERROR,
    CRITICAL;

    /** Returns the severity of the worst finding, or {@link #OK} if there are none. */
    static WorstSeverity of(List<Finding> findings) {
        return of(Finding.worstFirst(findings).stream().findFirst().map(Finding::severity));
    }

    /** Returns the severity of the worst finding, or {@link #OK} if it is empty. */
    static WorstSeverity of(Optional<Severity> worst) {
        return worst.map(WorstSeverity::of).orElse(OK);
    }

    private static WorstSeverity of(Severity severity) {
        return switch (severity) {
            case INFO -> INFO;
            case WARNING -> WARNING;
            case ERROR -> ERROR;
            case CRITICAL -> CRITICAL;
        };
    }
}
