package io.mtasts.cli;

import io.mtasts.document.ProblemDocument;
import io.mtasts.document.ReportDocument;
import io.mtasts.expect.Assessment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result for one domain of a run.
 *
 * @param result the exit code for this domain alone
 * @param assessments the expectations, empty if there is no report
 * @param report the report, whose verdict is unknown if there is a problem too
 * @param problem the reason why there is no verdict, null if there is one
 */
record CheckedDomain(
        GivenDomain given,
        ExitCode result,
        List<Assessment> assessments,
        @Nullable ReportDocument report,
        @Nullable ProblemDocument problem) {

    CheckedDomain {
        assessments = List.copyOf(assessments);
    }

    /** Creates the result of a check with a verdict. */
    static CheckedDomain of(GivenDomain given, ReportDocument report, List<Assessment> assessments) {
        ExitCode result = switch (Assessment.overall(assessments)) {
            case HOLDS -> ExitCode.AS_EXPECTED;
            case DOES_NOT_HOLD -> ExitCode.NOT_AS_EXPECTED;
            case NOT_KNOWN -> ExitCode.NOT_DETERMINED;
        };
        return new CheckedDomain(given, result, assessments, report, null);
    }

    /** Creates the result of a check without a verdict. */
    static CheckedDomain undetermined(GivenDomain given, ProblemDocument problem) {
        return new CheckedDomain(given, ExitCode.NOT_DETERMINED, List.of(), problem.observed(), problem);
    }

    /** Creates the result for a text that is not a domain name. */
    static CheckedDomain invalid(GivenDomain given, ProblemDocument problem) {
        return new CheckedDomain(given, ExitCode.USAGE, List.of(), null, problem);
    }

    /** Returns the domain in A-label form, or the text that was given if it is not a domain name. */
    String name() {
        return report == null ? given.text() : report.domain();
    }

    /** Returns the result in one word. */
    String resultName() {
        return switch (result) {
            case AS_EXPECTED -> "as-expected";
            case NOT_AS_EXPECTED -> "not-as-expected";
            case USAGE -> "invalid";
            case NOT_DETERMINED -> "not-determined";
        };
    }

    /** Returns the expectations that do not hold or are not known. */
    List<Assessment> unmet() {
        return Assessment.unmet(assessments);
    }
}
