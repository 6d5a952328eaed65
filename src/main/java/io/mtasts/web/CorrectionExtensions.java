package io.mtasts.web;

import io.mtasts.document.CorrectionDocument;
import io.quarkus.qute.TemplateExtension;
import java.util.List;
import java.util.Objects;

/** What the templates show of a corrected text beyond its members. */
@TemplateExtension
final class CorrectionExtensions {

    private CorrectionExtensions() {}

    static String title(CorrectionDocument correction) {
        return switch (correction.type()) {
            case TXT -> "Corrected record";
            case POLICY -> "Corrected policy";
        };
    }

    /** Returns the id of the section on the page. */
    static String anchor(CorrectionDocument correction) {
        return "corrected-" + correction.name().replaceAll("[^A-Za-z0-9]+", "-");
    }

    /** Returns the lines of a part of a text. A line end alone is an empty line. */
    static List<String> partLines(String part) {
        return part.lines().toList();
    }

    /** Returns the strings of the text as in a zone file, one on each line. RFC 1035, 5.1. */
    static List<String> quotedStrings(CorrectionDocument correction) {
        return Objects.requireNonNullElse(correction.strings(), List.<String>of()).stream()
                .map(string -> '"' + string.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .toList();
    }
}
