package io.mtasts.monitor;

import io.mtasts.finding.Severity;
import io.mtasts.text.KebabCase;
import java.util.Optional;

/** Constants as label values. */
final class LabelValues {

    private LabelValues() {}

    /** As in the document: lower case and hyphens. */
    static String of(Enum<?> constant) {
        return KebabCase.of(constant);
    }

    static String severity(Optional<Severity> worst) {
        return worst.map(LabelValues::of).orElse("ok");
    }
}
