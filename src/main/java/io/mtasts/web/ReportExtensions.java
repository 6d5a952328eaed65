package io.mtasts.web;

import io.mtasts.document.CoverageDocument.MailServerDocument;
import io.mtasts.document.FindingDocument;
import io.mtasts.document.PolicyDocument;
import io.mtasts.document.RecordDocument;
import io.mtasts.document.ReplicasDocument;
import io.mtasts.document.ReportDocument;
import io.mtasts.document.StarttlsDocument;
import io.mtasts.document.TlsRptDocument;
import io.mtasts.sts.Mode;
import io.mtasts.sts.Policy;
import io.mtasts.sts.PolicyFinding;
import io.mtasts.sts.StsRecordFinding;
import io.mtasts.text.KebabCase;
import io.mtasts.text.ListSummary;
import io.mtasts.verdict.Coverage;
import io.mtasts.verdict.FetchFailure;
import io.mtasts.verdict.MailOutcome;
import io.mtasts.verdict.StarttlsFailure;
import io.mtasts.verdict.Verdict;
import io.quarkus.qute.TemplateExtension;
import java.util.List;
import java.util.stream.Stream;

/** What the templates show of a report beyond its members. */
@TemplateExtension
final class ReportExtensions {

    private static final int MAX_SHOWN_HOSTS = 5;
    private static final int MAX_SHOWN_LINES = 400;

    private ReportExtensions() {}

    /** Returns whether there is a setup to change, valid or not. */
    static boolean isSetUp(ReportDocument report) {
        return report.verdict() != Verdict.NOT_CONFIGURED;
    }

    /** Returns the parameters for a setup that is as close as possible to the current one, if a policy is in force. */
    static String setupQuery(ReportDocument report) {
        boolean enforcing = report.verdict() == Verdict.ENFORCING;
        if (!enforcing && report.verdict() != Verdict.TESTING) {
            return "";
        }
        PolicyDocument policy = report.policy();
        boolean wildcard =
                Stream.ofNullable(policy.mx()).flatMap(List::stream).anyMatch(pattern -> pattern.startsWith("*."));
        boolean longer = policy.maxAgeSeconds() != null && policy.maxAgeSeconds() > Policy.DEFAULT_MAX_AGE;
        return (enforcing ? "&mode=enforce" : "")
                + (wildcard ? "&patterns=wildcard" : "")
                + (longer ? "&maxAge=" + policy.maxAgeSeconds() : "");
    }

    /** Returns whether senders refuse to deliver to a mail server today. */
    static boolean hasDeliveryGap(ReportDocument report) {
        return !report.refusedHosts().isEmpty();
    }

    /** Returns the servers that senders in mode enforce refuse: not covered, or without valid TLS. */
    static List<MailServerDocument> refused(ReportDocument report) {
        return report.coverage().hosts().stream()
                .filter(host -> report.refusedHosts().contains(host.host()))
                .toList();
    }

    /** Returns whether senders use the server only if servers with a lower preference do not respond. */
    static boolean isBackup(ReportDocument report, MailServerDocument host) {
        Integer preference = host.preference();
        return preference != null
                && report.coverage().hosts().stream()
                        .anyMatch(other -> other.preference() != null && other.preference() < preference);
    }

    /** Returns whether senders in mode enforce refuse the server. */
    static boolean isRefused(ReportDocument report, MailServerDocument host) {
        return report.refusedHosts().contains(host.host());
    }

    /** Returns a summary of the names of the servers that senders in mode enforce still use. */
    static String remaining(ReportDocument report) {
        return ListSummary.summarize(report.coverage().hosts().stream()
                .filter(host -> Boolean.TRUE.equals(host.covered()) && !Boolean.FALSE.equals(host.deliverable()))
                .map(MailServerDocument::host)
                .toList());
    }

    /** Returns whether the service connected to mail servers. */
    static boolean isProbed(ReportDocument report) {
        return report.coverage().hosts().stream()
                .anyMatch(host -> host.starttls().status() != Coverage.TlsStatus.NOT_CHECKED);
    }

    /** Returns the reason in words. */
    static String words(StarttlsFailure.Kind reason) {
        return KebabCase.of(reason).replace('-', ' ');
    }

    static List<MailServerDocument> firstHosts(List<MailServerDocument> hosts) {
        return hosts.subList(0, Math.min(MAX_SHOWN_HOSTS, hosts.size()));
    }

    static int moreCount(List<MailServerDocument> hosts) {
        return Math.max(0, hosts.size() - MAX_SHOWN_HOSTS);
    }

    /** Returns what happens to mail, in a few words. */
    static String label(MailOutcome mail) {
        return switch (mail) {
            case PROTECTED -> "protected";
            case UNPROTECTED -> "not protected";
            case AT_RISK -> "some servers refused";
            case REFUSED -> "refused";
            case NOT_ACCEPTED -> "not accepted";
            case UNKNOWN -> "not known";
        };
    }

    static String modeMeaning(Mode mode) {
        return switch (mode) {
            case ENFORCE -> "senders deliver only to covered servers over verified TLS";
            case TESTING -> "senders report failures but deliver anyway";
            case NONE -> "senders treat the domain as if it had no policy";
        };
    }

    /** Returns why an address of the policy host gave no response, in a few words. */
    static String failureLabel(FetchFailure.Kind failure) {
        return switch (failure) {
            case NO_ADDRESS -> "no address";
            case NOT_PUBLIC -> "not a public address";
            case NOT_FETCHED -> "not checked, because this service has no IPv6 or has reached a limit";
            case REFUSED -> "no connection";
            case TIMEOUT -> "no response in time";
            case TLS_FAILED -> "the TLS handshake failed";
            case TLS_VERSION -> "outdated versions of TLS only";
            case CERTIFICATE -> "certificate not valid";
            case LIMIT_EXCEEDED -> "the server exceeds a limit of this checker";
            case INVALID_RESPONSE -> "not a valid HTTP response";
            case HEADERS_TOO_LARGE -> "headers too large";
            case TOO_LARGE -> "policy too large";
            case TRUNCATED -> "the response ended too early";
        };
    }

    /** Returns whether the name server should have given a response, and did not. */
    static boolean isFault(ReplicasDocument.NameServerDocument server) {
        return switch (server.status()) {
            case LAME, SILENT, NO_ADDRESS -> true;
            case ANSWERED, NOT_QUERIED -> false;
        };
    }

    static String validity(PolicyDocument.CertificateDocument certificate) {
        long days = certificate.daysLeft();
        return days < 0 ? "expired " + FormatExtensions.days(-days) + " ago" : FormatExtensions.days(days) + " left";
    }

    /** Returns the records, one line each. Mistakes are marked in the record that is intended for MTA-STS. */
    static List<AnnotatedLine> lines(ReportDocument report, RecordDocument record) {
        return recordLines(record.texts(), report.findings());
    }

    /** Returns the records, one line each, with the mistakes of the one that is intended for MTA-STS. */
    static List<AnnotatedLine> recordLines(List<String> texts, List<FindingDocument> findings) {
        String intended = texts.stream()
                .filter(text -> text.startsWith("v=STSv1"))
                .findFirst()
                .orElse(texts.isEmpty() ? "" : texts.get(0));
        List<AnnotatedLine.Mark> marks = AnnotatedLine.Mark.of(findings, code -> code instanceof StsRecordFinding);
        return texts.stream()
                .map(text -> AnnotatedLine.of(text, text.equals(intended) ? marks : List.of()))
                .toList();
    }

    static List<AnnotatedLine> lines(ReportDocument report, PolicyDocument policy) {
        String text = policy.text();
        return text == null
                ? List.of()
                : AnnotatedLine.all(
                                text, AnnotatedLine.Mark.of(report.findings(), code -> code instanceof PolicyFinding))
                        .stream()
                        .limit(MAX_SHOWN_LINES)
                        .toList();
    }

    /** Returns the records, one line each. */
    static List<AnnotatedLine> lines(TlsRptDocument record) {
        return AnnotatedLine.plain(record.texts());
    }

    static boolean isCut(ReportDocument report, PolicyDocument policy) {
        return lines(report, policy).size() == MAX_SHOWN_LINES;
    }

    /** Returns whether the service connected to no address of the mail server, for instance because of a limit. */
    static boolean isSkipped(StarttlsDocument starttls) {
        return !starttls.addresses().isEmpty()
                && starttls.addresses().stream().allMatch(each -> each.reason() == StarttlsFailure.Kind.SKIPPED);
    }

    /** Returns whether anything is known of the TLS of the mail server. */
    static boolean isKnown(StarttlsDocument starttls) {
        return switch (starttls.status()) {
            case VALID, PARTIAL, INVALID -> true;
            case UNKNOWN, NOT_CHECKED -> false;
        };
    }
}
