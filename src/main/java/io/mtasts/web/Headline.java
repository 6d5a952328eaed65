package io.mtasts.web;

import io.mtasts.dmarc.DmarcVerdict;
import io.mtasts.document.DmarcDocument;
import io.mtasts.document.DomainDocument;
import io.mtasts.document.FindingDocument;
import io.mtasts.document.MxDocument;
import io.mtasts.document.PlanDocument;
import io.mtasts.document.ReportDocument;
import io.mtasts.document.SetupDocument;
import io.mtasts.document.TlsRptReportDocument;
import io.mtasts.document.WorstSeverity;
import io.mtasts.sts.Mode;
import io.mtasts.verdict.DomainFinding;
import io.mtasts.verdict.MailOutcome;
import io.mtasts.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first section of a result: the domain, a heading and a sentence.
 *
 * @param title the title of the page, without the name of the service
 * @param permalink the address of the page, relative to the start page
 */
record Headline(
        DomainDocument document, String title, String heading, String summary, Tone tone, Icon icon, String permalink) {

    /** Returns whether senders refuse mail today. */
    public boolean isCritical() {
        return icon == Icon.CRITICAL;
    }

    static Headline of(ReportDocument report) {
        return of(report, heading(report) + ": " + shownDomain(report), heading(report), CheckForm.MTA_STS);
    }

    static Headline ofPreview(ReportDocument report) {
        return of(
                report,
                "Preview: " + shownDomain(report),
                "Preview: " + heading(report, "would be refused"),
                CheckForm.SETUP);
    }

    private static Headline of(ReportDocument report, String title, String heading, CheckForm form) {
        return new Headline(
                report,
                title,
                heading,
                FormatExtensions.readable(summary(report)),
                Tone.of(report.severity(), report.mail() == MailOutcome.PROTECTED ? Tone.GOOD : Tone.CALM),
                icon(report),
                permalink(form, report));
    }

    private static Icon icon(ReportDocument report) {
        if (ReportExtensions.hasDeliveryGap(report)) {
            return Icon.CRITICAL;
        }
        Verdict verdict = report.verdict();
        if (verdict == null || !exists(report)) {
            return Icon.UNKNOWN;
        }
        if (isFaultyThoughEnforcing(report)) {
            return Icon.BROKEN;
        }
        return report.mail() == MailOutcome.NOT_ACCEPTED && verdict == Verdict.ENFORCING
                ? Icon.MAIL_SERVERS
                : Icon.of(verdict);
    }

    static Headline of(DmarcDocument report) {
        return new Headline(
                report,
                heading(report.verdict()) + ": DMARC of " + shownDomain(report),
                heading(report.verdict()),
                report.summary(),
                Tone.of(report.severity(), report.verdict() == DmarcVerdict.ENFORCING ? Tone.GOOD : Tone.CALM),
                Icon.of(report.verdict()),
                permalink(CheckForm.DMARC, report));
    }

    static Headline of(MxDocument mx) {
        return ofPart(
                mx, "Mail servers of " + shownDomain(mx), heading(mx), summary(mx), Icon.MAIL_SERVERS, CheckForm.MX);
    }

    static Headline of(TlsRptReportDocument report) {
        return ofPart(
                report,
                "TLS reporting of " + shownDomain(report),
                heading(report),
                summary(report),
                Icon.REPORTING,
                CheckForm.TLS_RPT);
    }

    /** Returns the headline of a part. A part cannot show that mail is protected, so that its tone is never good. */
    private static Headline ofPart(
            DomainDocument document, String title, String heading, String summary, Icon icon, CheckForm form) {
        return new Headline(
                document,
                title,
                heading,
                summary,
                Tone.of(document.severity(), Tone.CALM),
                icon,
                permalink(form, document));
    }

    static Headline of(SetupDocument setup) {
        Mode mode = setup.policy().mode();
        return new Headline(
                setup,
                "Setup for " + shownDomain(setup),
                mode == Mode.NONE ? "Leaving MTA-STS" : "Policy and record to publish",
                setup.summary(),
                Tone.CALM,
                Icon.SETUP,
                permalink(CheckForm.SETUP, setup) + "&mode=" + mode + "&maxAge="
                        + setup.policy().maxAgeSeconds());
    }

    static Headline of(PlanDocument plan) {
        return new Headline(
                plan,
                "Plan for " + shownDomain(plan),
                plan.steps().isEmpty() ? "Nothing to do" : "Steps with dates",
                plan.summary(),
                Tone.CALM,
                Icon.PLAN,
                permalink(CheckForm.PLAN, plan));
    }

    private static String permalink(CheckForm form, DomainDocument document) {
        return form.action() + "?domain=" + document.domain();
    }

    /** Returns the verdict in words. If senders refuse mail today, the heading says which mail. */
    static String heading(ReportDocument report) {
        return heading(report, "is being refused");
    }

    private static String heading(ReportDocument report, String refusal) {
        if (ReportExtensions.hasDeliveryGap(report)) {
            return refusedMail(report) + " " + refusal;
        }
        Verdict verdict = report.verdict();
        if (verdict == null) {
            return "Unknown";
        }
        if (!exists(report)) {
            return "This domain does not exist";
        }
        if (isFaultyThoughEnforcing(report)) {
            return "Enforcing, with " + (report.severity() == WorstSeverity.CRITICAL ? "a critical error" : "an error");
        }
        return switch (verdict) {
            case ENFORCING -> report.mail() == MailOutcome.NOT_ACCEPTED ? "Accepts no mail" : "Enforcing";
            case TESTING -> "Testing";
            case DISABLED -> "Disabled";
            case BROKEN -> "Broken";
            case NOT_CONFIGURED -> "Not set up";
        };
    }

    /** Returns the summary, and what the worst finding says if the summary does not contain it. */
    private static String summary(ReportDocument report) {
        if (!exists(report)) {
            return nonexistence(report).orElseThrow().message();
        }
        return isFaultyThoughEnforcing(report)
                ? report.summary() + " " + report.findings().get(0).message()
                : report.summary();
    }

    /** Returns whether a policy is in force and no mail server is refused, but something else is wrong. */
    static boolean isFaultyThoughEnforcing(ReportDocument report) {
        return report.verdict() == Verdict.ENFORCING
                && report.mail() != MailOutcome.NOT_ACCEPTED
                && !ReportExtensions.hasDeliveryGap(report)
                && report.severity().compareTo(WorstSeverity.ERROR) >= 0;
    }

    /** Returns whether DNS knows a domain, or may know it. Nothing else can be said of a domain that does not exist. */
    private static boolean exists(ReportDocument report) {
        return report.verdict() != Verdict.NOT_CONFIGURED
                || nonexistence(report).isEmpty();
    }

    private static Optional<FindingDocument> nonexistence(ReportDocument report) {
        return report.findings().stream()
                .filter(finding -> finding.code() == DomainFinding.DOMAIN_NXDOMAIN)
                .findFirst();
    }

    private static String refusedMail(ReportDocument report) {
        if (report.mail() == MailOutcome.REFUSED) {
            return "All mail to " + shownDomain(report);
        }
        List<String> refused = report.refusedHosts();
        return "Mail to "
                + (refused.size() == 1
                        ? refused.get(0)
                        : refused.size() + " of " + report.coverage().hosts().size() + " mail servers");
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

    private static String summary(MxDocument mx) {
        String domain = shownDomain(mx);
        return switch (mx.status()) {
            case EXPLICIT ->
                "Senders deliver mail to " + domain
                        + (mx.hosts().size() == 1
                                ? " to this server."
                                : " to these servers, the lowest preference first.");
            case IMPLICIT -> domain + " has no MX records, so that senders deliver mail to its own address.";
            case NULL_MX ->
                domain + " declares that it accepts no mail (null MX). Senders return such mail at once, and"
                        + " MTA-STS has nothing to protect.";
            case NONE -> "Mail to " + domain + " cannot be delivered.";
        };
    }

    private static String summary(TlsRptReportDocument report) {
        String domain = shownDomain(report);
        return switch (report.tlsRpt().status()) {
            case VALID -> "Senders that support TLS reporting (RFC 8460) report failed deliveries to " + domain + ".";
            case ABSENT ->
                domain + " does not ask senders for TLS reports (RFC 8460), so failed deliveries may remain unnoticed.";
            case INVALID, MULTIPLE ->
                "The TLS reporting record (RFC 8460) of " + domain + " is not valid, so senders send no reports.";
            case UNKNOWN -> "The lookup failed, so it is not known whether senders report failures (RFC 8460).";
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
