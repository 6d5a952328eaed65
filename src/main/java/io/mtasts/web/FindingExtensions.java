package io.mtasts.web;

import io.mtasts.document.FindingDocument;
import io.mtasts.finding.Severity;
import io.mtasts.sts.PolicyFinding;
import io.mtasts.sts.StsRecordFinding;
import io.quarkus.qute.TemplateExtension;
import java.util.regex.Pattern;

/** Parts and groups of findings for the templates. */
@TemplateExtension
final class FindingExtensions {

    /** Not every full stop: evidence may contain some. */
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=\\.) (?=[A-Z])");

    private FindingExtensions() {}

    /** Returns the remedy without the text to publish, which the page shows separately. */
    static String advice(FindingDocument finding) {
        String publish = finding.publish();
        String remedy = finding.remedy();
        return publish != null && remedy.endsWith(publish)
                ? remedy.substring(0, remedy.length() - publish.length()).strip()
                : remedy;
    }

    /** Returns the first sentence of the message: what was found. */
    static String firstSentence(FindingDocument finding) {
        return SENTENCE_END.split(message(finding), 2)[0];
    }

    /** Returns the rest of the message: what it means. Empty if the message is one sentence. */
    static String meaning(FindingDocument finding) {
        return message(finding).substring(firstSentence(finding).length()).strip();
    }

    private static String message(FindingDocument finding) {
        return FormatExtensions.readable(finding.message());
    }

    /** Returns the id of the section in which the mistake is marked, or an empty text if it is not marked. */
    static String markedIn(FindingDocument finding) {
        if (finding.place() == null || finding.severity() == Severity.INFO) {
            return "";
        }
        return finding.code() instanceof PolicyFinding
                ? "policy"
                : finding.code() instanceof StsRecordFinding ? "record" : "";
    }
}
