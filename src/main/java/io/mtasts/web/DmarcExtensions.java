package io.mtasts.web;

import io.mtasts.document.DmarcDocument;
import io.mtasts.document.DmarcDocument.DestinationDocument;
import io.mtasts.document.DmarcRecordDocument;
import io.quarkus.qute.TemplateExtension;
import java.util.List;

/** What the templates say about DMARC in words, and ask of its document. */
@TemplateExtension
final class DmarcExtensions {

    private DmarcExtensions() {}

    static String heading(DmarcDocument report) {
        return switch (report.verdict()) {
            case "enforcing" -> "Enforcing";
            case "testing" -> "Testing";
            case "monitoring" -> "Only monitoring";
            case "broken" -> "Broken";
            default -> "Not set up";
        };
    }

    static String shownDomain(DmarcDocument report) {
        return report.unicodeDomain() == null ? report.domain() : report.unicodeDomain();
    }

    /** The name of the icon. */
    static String icon(DmarcDocument report) {
        return report.verdict().equals("monitoring") ? "disabled" : report.verdict();
    }

    /** The colour, by the worst finding: one of good, warn, bad, calm. */
    static String tone(DmarcDocument report) {
        return switch (report.severity()) {
            case "error" -> "bad";
            case "warning" -> "warn";
            default -> report.verdict().equals("enforcing") ? "good" : "calm";
        };
    }

    static List<FindingGroup> toDo(DmarcDocument report) {
        return FindingGroup.of(
                report.findings().stream().filter(finding -> !finding.severity().equals("info")));
    }

    static List<FindingGroup> notes(DmarcDocument report) {
        return FindingGroup.of(
                report.findings().stream().filter(finding -> finding.severity().equals("info")));
    }

    static String state(DmarcRecordDocument record) {
        return record.status() == null ? "unknown" : record.status();
    }

    static String appliedMeans(String policy) {
        return switch (policy) {
            case "reject" -> "mail that fails DMARC is refused";
            case "quarantine" -> "mail that fails DMARC is treated as suspicious";
            default -> "mail that fails DMARC is delivered";
        };
    }

    static String tagMeans(String tag) {
        return switch (tag) {
            case "p" -> "policy";
            case "sp" -> "policy for subdomains";
            case "np" -> "policy for subdomains that do not exist";
            case "adkim" -> "DKIM must fit the very domain (s), or its organization (r)";
            case "aspf" -> "SPF must fit the very domain (s), or its organization (r)";
            case "rua" -> "where aggregate reports go";
            case "ruf" -> "where failure reports go";
            case "fo" -> "when a failure is reported";
            case "t" -> "test mode";
            case "psd" -> "whether this is a public suffix";
            default -> "";
        };
    }

    /** Whether receivers send reports there. */
    static boolean goes(DestinationDocument destination) {
        return destination.authorization().equals("authorized")
                || destination.authorization().equals("not-needed");
    }

    static String authorizationWord(DestinationDocument destination) {
        return switch (destination.authorization()) {
            case "authorized" -> "It says so";
            case "not-needed" -> "The same organization";
            case "invalid" -> "It would send them on to others";
            case "missing" -> "It does not say so";
            default -> "Not known";
        };
    }
}
