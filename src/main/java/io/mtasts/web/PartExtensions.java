package io.mtasts.web;

import io.mtasts.document.MxDocument;
import io.mtasts.document.TlsRptReportDocument;
import io.quarkus.qute.TemplateExtension;
import java.util.List;

/** What the templates say about a part of a domain in words, and ask of it. */
@TemplateExtension
final class PartExtensions {

    private PartExtensions() {}

    static String heading(MxDocument mx) {
        int count = mx.hosts().size();
        return switch (mx.status()) {
            case "explicit" -> count == 1 ? "One mail server" : count + " mail servers";
            case "implicit" -> "The domain itself takes mail";
            case "null-mx" -> "It takes no mail";
            default -> "No mail server";
        };
    }

    static String targetWord(String status) {
        return switch (status) {
            case "resolved" -> "";
            case "unresolvable" -> "has no address";
            default -> "not known";
        };
    }

    static String heading(TlsRptReportDocument report) {
        return switch (report.tlsRpt().status()) {
            case "valid" -> "Senders report what fails";
            case "absent" -> "Nobody is told what fails";
            default -> "Senders ignore the record";
        };
    }

    static List<FindingGroup> remarks(MxDocument mx) {
        return FindingGroup.of(mx.findings().stream());
    }

    static List<FindingGroup> remarks(TlsRptReportDocument report) {
        return FindingGroup.of(report.findings().stream());
    }

    /** The colour, by the worst finding: one of good, warn, bad, calm. */
    static String tone(String severity) {
        return switch (severity) {
            case "critical", "error" -> "bad";
            case "warning" -> "warn";
            case "info" -> "calm";
            default -> "good";
        };
    }

    /** The name of the icon. */
    static String icon(String severity) {
        return switch (severity) {
            case "critical", "error", "warning" -> "broken";
            case "info" -> "disabled";
            default -> "enforcing";
        };
    }
}
