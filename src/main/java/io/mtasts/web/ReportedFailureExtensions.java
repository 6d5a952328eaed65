package io.mtasts.web;

import io.mtasts.document.ExplainedReportDocument;
import io.mtasts.document.PolicyResultDocument;
import io.mtasts.document.ReportedFailureDocument;
import io.mtasts.tlsreport.CauseToday;
import io.quarkus.qute.TemplateExtension;
import java.util.Locale;

/** What the page of TLS reports shows of the failures of a report. */
@TemplateExtension
final class ReportedFailureExtensions {

    private ReportedFailureExtensions() {}

    /** Returns the heading of a report. */
    static String heading(ExplainedReportDocument report) {
        return report.failedSessions() == 0
                ? "No failed sessions"
                : sessions(report.failedSessions(), "failed session");
    }

    /** Returns the drawing next to the heading. */
    static Icon icon(ExplainedReportDocument report) {
        return Icon.REPORTING;
    }

    /** Returns the tone of a report: bad if a cause was seen today, good if there are no failures. */
    static Tone tone(ExplainedReportDocument report) {
        if (count(report, CauseToday.STILL_THERE) > 0) {
            return Tone.BAD;
        }
        if (count(report, CauseToday.NOT_KNOWN) > 0) {
            return Tone.WARN;
        }
        return report.failedSessions() == 0 ? Tone.GOOD : Tone.CALM;
    }

    /** Returns how many causes are still there, gone, or not known, in a sentence; empty if there are no failures. */
    static String tally(ExplainedReportDocument report) {
        long stillThere = count(report, CauseToday.STILL_THERE);
        long gone = count(report, CauseToday.GONE);
        long notKnown = count(report, CauseToday.NOT_KNOWN);
        return stillThere + gone + notKnown == 0
                ? ""
                : "Causes today: " + stillThere + " still there, " + gone + " gone, " + notKnown + " not known.";
    }

    private static long count(ExplainedReportDocument report, CauseToday cause) {
        return report.policies().stream()
                .flatMap(policy -> policy.failures().stream())
                .filter(failure -> failure.today() == cause)
                .count();
    }

    /** Returns a label for the cause of a failure. */
    static String label(CauseToday cause) {
        return switch (cause) {
            case STILL_THERE -> "Still there";
            case GONE -> "Gone";
            case NOT_KNOWN -> "Not known today";
        };
    }

    /** Returns the style of a cause, which is that of a severity. */
    static String style(CauseToday cause) {
        return switch (cause) {
            case STILL_THERE -> "error";
            case GONE -> "gone";
            case NOT_KNOWN -> "warning";
        };
    }

    /** Returns whether there is nothing left to do. */
    static boolean isGone(CauseToday cause) {
        return cause == CauseToday.GONE;
    }

    /** Returns the type of a failure as the report spells it. */
    static String typeText(ReportedFailureDocument failure) {
        return failure.reportedType() == null
                ? FormatExtensions.kebabCase(failure.resultType())
                : failure.reportedType();
    }

    /** Returns the kind of a policy in words. */
    static String kind(PolicyResultDocument policy) {
        return switch (policy.type()) {
            case STS -> "MTA-STS policy";
            case TLSA -> "TLSA records (DANE)";
            case NO_POLICY_FOUND -> "no policy found";
            case UNKNOWN -> "unknown kind of policy";
        };
    }

    /** Returns a number of sessions with its noun. */
    static String sessions(long number) {
        return sessions(number, "session");
    }

    /** Returns a number with separators of thousands. */
    static String grouped(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    private static String sessions(long number, String noun) {
        return grouped(number) + " " + noun + (number == 1 ? "" : "s");
    }
}
