package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A rule that a finding is based on, in a document. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Reference", description = "A rule: a section of a standard.")
public record ReferenceDocument(
        @Schema(description = "The standard.", examples = "RFC 8461", required = true)
        String document,

        @Schema(description = "The section or appendix. Left out for a whole document.", examples = "4.1") @Nullable
        String section,

        @Schema(
                description = "The address of its text.",
                examples = "https://www.rfc-editor.org/rfc/rfc8461#section-4.1",
                required = true)
        String url) {

    private static final Pattern RFC = Pattern.compile("RFC (\\d+)");
    private static final Pattern UTS = Pattern.compile("UTS (\\d+)");

    private static final String ERRATUM = "erratum ";

    /** The registry of names that are not for mail. RFC 6761. */
    private static final String IANA = "https://www.iana.org/assignments/special-use-domain-names/";

    /** Returns the rules of a reference such as "RFC 8460, 3; RFC 8461, 4.1, 6". */
    static List<ReferenceDocument> of(String reference) {
        return Stream.of(reference.split("; "))
                .flatMap(ReferenceDocument::rules)
                .toList();
    }

    /** Returns the name of the rule, such as "RFC 8461, 4.1". */
    @JsonIgnore
    @Schema(hidden = true)
    public String title() {
        return section == null ? document : document + ", " + section;
    }

    private static Stream<ReferenceDocument> rules(String text) {
        String[] parts = text.split(", ", -1);
        return parts.length == 1
                ? Stream.of(new ReferenceDocument(parts[0], null, url(parts[0], "")))
                : Stream.of(parts)
                        .skip(1)
                        .map(section -> section.replace("appendix ", ""))
                        .map(section -> new ReferenceDocument(parts[0], section, sectionUrl(parts[0], section)));
    }

    private static String sectionUrl(String document, String section) {
        return section.startsWith(ERRATUM)
                ? "https://www.rfc-editor.org/errata/eid" + section.substring(ERRATUM.length())
                : url(document, anchor(section));
    }

    private static String url(String document, String anchor) {
        Matcher rfc = RFC.matcher(document);
        if (rfc.matches()) {
            return "https://www.rfc-editor.org/rfc/rfc" + rfc.group(1) + anchor;
        }
        Matcher uts = UTS.matcher(document);
        return uts.matches() ? "https://www.unicode.org/reports/tr" + uts.group(1) + "/" : IANA;
    }

    /** Returns the anchor of a section, or of an appendix if it begins with a letter. */
    private static String anchor(String section) {
        return (Character.isDigit(section.charAt(0)) ? "#section-" : "#appendix-") + section;
    }
}
