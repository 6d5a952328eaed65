package io.mtasts.monitor;

import io.mtasts.verdict.Report;
import java.util.Locale;

/** Constants as label values. */
final class Words {

    private Words() {}

    /** As in the document: lower case and hyphens. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String severity(Report report) {
        return report.severity().map(Words::of).orElse("ok");
    }
}
