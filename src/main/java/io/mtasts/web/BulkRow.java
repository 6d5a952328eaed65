package io.mtasts.web;

import io.mtasts.document.BulkResultDocument;
import io.mtasts.document.ProblemDocument;
import io.mtasts.document.ReportDocument;
import io.mtasts.document.WorstSeverity;
import io.mtasts.verdict.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of many domains.
 *
 * @param given the domain as it was given in the list
 * @param domain the checked domain, empty if there is no report
 * @param rank the order of the severities, -1 if there is no report
 * @param transientFailure whether another check may have a result
 */
record BulkRow(
        String given,
        String domain,
        Group group,
        String severityLabel,
        int rank,
        Tone tone,
        String text,
        boolean transientFailure) {

    /** What the rows of a table can be filtered by, the worst first. */
    enum Group {
        REFUSED("Mail refused"),
        BROKEN("Broken"),
        TESTING("Testing"),
        DISABLED("Disabled"),
        NOT_CONFIGURED("Not set up"),
        ENFORCING("Enforcing"),
        NOT_CHECKED("Not checked");

        private final String label;

        Group(String label) {
            this.label = label;
        }

        /** Returns the name for people. */
        public String label() {
            return label;
        }

        private static Group of(ReportDocument report) {
            @Nullable Verdict verdict = report.verdict();
            if (ReportExtensions.hasDeliveryGap(report)) {
                return REFUSED;
            }
            if (verdict == null) {
                return NOT_CHECKED;
            }
            return switch (verdict) {
                case ENFORCING -> ENFORCING;
                case TESTING -> TESTING;
                case DISABLED -> DISABLED;
                case BROKEN -> BROKEN;
                case NOT_CONFIGURED -> NOT_CONFIGURED;
            };
        }
    }

    private static final List<WorstSeverity> SEVERITIES = List.of(WorstSeverity.values());

    static BulkRow of(BulkResultDocument result) {
        return result.map(report -> of(result.requested(), report), problem -> of(result.requested(), problem));
    }

    private static BulkRow of(String given, ReportDocument report) {
        return new BulkRow(
                given,
                report.domain(),
                Group.of(report),
                FormatExtensions.worstLabel(report.severity()),
                SEVERITIES.indexOf(report.severity()),
                Headline.of(report).tone(),
                FormatExtensions.readable(report.summary()),
                false);
    }

    private static BulkRow of(String given, ProblemDocument problem) {
        return new BulkRow(
                given,
                "",
                Group.NOT_CHECKED,
                ProblemExtensions.heading(problem),
                -1,
                Tone.CALM,
                problem.detail(),
                !ProblemExtensions.isRejection(problem));
    }
}
