package io.mtasts.monitor;

import io.mtasts.finding.Severity;
import io.mtasts.text.KebabCase;
import java.util.Optional;

/** A converter of constants to label values. */
final class LabelValues {

    private LabelValues() {}

    /** Returns the constant in lower case with hyphens, as in JSON documents. */
    static String of(Enum<?> constant) {
        return KebabCase.of(constant);
    }

    /** Returns the label value of the worst severity. */
    static String severity(Optional<Severity> worst) {
        return worst.map(LabelValues::of).orElse("ok");
    }
}
