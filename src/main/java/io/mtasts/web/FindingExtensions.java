package io.mtasts.web;

import io.mtasts.document.ReportDocument;
import io.mtasts.document.ReportDocument.FindingDocument;
import io.quarkus.qute.TemplateExtension;
import java.util.List;
import java.util.regex.Pattern;

/** What the templates say about findings in words, and ask of them. */
@TemplateExtension
final class FindingExtensions {

    /** Not any full stop: what was found may hold some. */
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=\\.) (?=[A-Z])");

    private FindingExtensions() {}

    /** The remedy without the text to publish, which is shown by itself. */
    static String advice(FindingDocument finding) {
        String publish = finding.publish();
        String remedy = finding.remedy();
        return publish != null && remedy.endsWith(publish)
                ? remedy.substring(0, remedy.length() - publish.length()).strip()
                : remedy;
    }

    /** The first sentence of the message: what was found. */
    static String headline(FindingDocument finding) {
        return SENTENCE_END.split(finding.message(), 2)[0];
    }

    /** The rest of the message: what it means; empty where the first sentence is all. */
    static String meaning(FindingDocument finding) {
        return finding.message().substring(headline(finding).length()).strip();
    }

    static List<RfcCitation> rules(FindingDocument finding) {
        return RfcCitation.of(finding.reference());
    }

    /** Where the fault is marked, to go there; empty where it is not. */
    static String markedIn(FindingDocument finding) {
        return finding.place() == null || finding.severity().equals("info")
                ? ""
                : finding.code().startsWith("policy-")
                        ? "policy"
                        : finding.code().startsWith("txt-") ? "record" : "";
    }

    /** Findings that ask for something; where there is no MTA-STS, that is to begin with it. */
    static List<FindingGroup> toDo(ReportDocument report) {
        return FindingGroup.of(report.findings().stream().filter(finding -> asks(report, finding)));
    }

    static List<FindingGroup> notes(ReportDocument report) {
        return FindingGroup.of(report.findings().stream().filter(finding -> !asks(report, finding)));
    }

    private static boolean asks(ReportDocument report, FindingDocument finding) {
        return !finding.severity().equals("info")
                || finding.code().equals("txt-absent") && "not-configured".equals(report.verdict());
    }
}
