package io.mtasts.web;

import io.mtasts.dmarc.DmarcVerdict;
import io.mtasts.document.DmarcDocument;
import io.mtasts.document.DomainDocument;
import io.mtasts.document.MxDocument;
import io.mtasts.document.ReportDocument;
import io.mtasts.document.SetupDocument;
import io.mtasts.document.TlsRptReportDocument;
import io.mtasts.sts.Mode;
import io.mtasts.verdict.Coverage;
import io.mtasts.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The first section of a result: the domain, a heading and a sentence.
 *
 * @param title the title of the page, without the name of the service
 */
record Headline(DomainDocument document, String title, String heading, String summary, Tone tone, Icon icon) {

    /** Returns whether senders refuse mail today. */
    public boolean isCritical() {
        return icon == Icon.CRITICAL;
    }

    static Headline of(ReportDocument report) {
        return of(report, heading(report) + ": " + shownDomain(report), heading(report));
    }

    static Headline ofPreview(ReportDocument report) {
        return of(report, "Preview: " + shownDomain(report), "Preview: " + heading(report));
    }

    private static Headline of(ReportDocument report, String title, String heading) {
        Verdict verdict = report.verdict();
        return new Headline(
                report,
                title,
                heading,
                report.summary(),
                Tone.of(report.severity(), verdict == Verdict.ENFORCING ? Tone.GOOD : Tone.CALM),
                ReportExtensions.hasDeliveryGap(report)
                        ? Icon.CRITICAL
                        : verdict == null ? Icon.UNKNOWN : Icon.of(verdict));
    }

    static Headline of(DmarcDocument report) {
        return new Headline(
                report,
                heading(report.verdict()) + ": DMARC of " + shownDomain(report),
                heading(report.verdict()),
                report.summary(),
                Tone.of(report.severity(), report.verdict() == DmarcVerdict.ENFORCING ? Tone.GOOD : Tone.CALM),
                Icon.of(report.verdict()));
    }

    static Headline of(MxDocument mx) {
        return ofPart(
                mx,
                "Mail servers of " + shownDomain(mx),
                heading(mx),
                "The servers that accept mail to " + shownDomain(mx) + ".");
    }

    static Headline of(TlsRptReportDocument report) {
        return ofPart(
                report,
                "TLS reporting of " + shownDomain(report),
                heading(report),
                "TLS reporting (RFC 8460) informs a domain about mail that senders could not deliver over verified TLS.");
    }

    private static Headline ofPart(DomainDocument document, String title, String heading, String summary) {
        Tone unlessFindings = switch (document.severity()) {
            case OK -> Tone.GOOD;
            case INFO, WARNING, ERROR, CRITICAL -> Tone.CALM;
        };
        return new Headline(
                document,
                title,
                heading,
                summary,
                Tone.of(document.severity(), unlessFindings),
                Icon.of(document.severity()));
    }

    static Headline of(SetupDocument setup) {
        Mode mode = setup.policy().mode();
        int patterns = setup.policy().mx().size();
        return new Headline(
                setup,
                "Setup for " + shownDomain(setup),
                mode == Mode.NONE ? "Leaving MTA-STS" : "Setting up MTA-STS",
                patterns == 0
                        ? "A policy that disables MTA-STS, and how to remove it later."
                        : "A policy in mode " + mode + " that covers the mail servers of " + shownDomain(setup)
                                + " with " + patterns + (patterns == 1 ? " pattern." : " patterns."),
                Tone.CALM,
                Icon.NOT_CONFIGURED);
    }

    /** Returns the verdict in words, with what it means for mail if senders refuse some. */
    static String heading(ReportDocument report) {
        Verdict verdict = report.verdict();
        if (verdict == null) {
            return "Unknown";
        }
        return switch (verdict) {
            case ENFORCING -> enforcing(report);
            case TESTING -> "Testing";
            case DISABLED -> "Disabled";
            case BROKEN -> "Broken";
            case NOT_CONFIGURED -> "Not set up";
        };
    }

    private static String enforcing(ReportDocument report) {
        return switch (report.mail()) {
            case PROTECTED, UNPROTECTED, NOT_ACCEPTED, UNKNOWN -> "Enforcing";
            case AT_RISK -> "Enforcing, with a gap";
            case REFUSED ->
                report.coverage().status() == Coverage.Status.NONE
                        ? "Enforcing, but no mail server is covered"
                        : "Enforcing, but no mail server gets mail";
        };
    }

    private static String heading(DmarcVerdict verdict) {
        return switch (verdict) {
            case ENFORCING -> "Enforcing";
            case TESTING -> "Testing";
            case MONITORING -> "Monitoring only";
            case BROKEN -> "Broken";
            case NOT_CONFIGURED -> "Not set up";
        };
    }

    private static String heading(MxDocument mx) {
        int count = mx.hosts().size();
        return switch (mx.status()) {
            case EXPLICIT -> count == 1 ? "One mail server" : count + " mail servers";
            case IMPLICIT -> "The domain itself accepts mail";
            case NULL_MX -> "Accepts no mail";
            case NONE -> "No mail server";
        };
    }

    private static String heading(TlsRptReportDocument report) {
        return switch (report.tlsRpt().status()) {
            case VALID -> "Senders report failures";
            case ABSENT -> "No TLS reporting";
            case INVALID, MULTIPLE -> "Senders ignore the record";
            case UNKNOWN -> "Unknown";
        };
    }

    private static String shownDomain(DomainDocument document) {
        @Nullable String unicode = document.unicodeDomain();
        return unicode == null ? document.domain() : unicode;
    }
}
