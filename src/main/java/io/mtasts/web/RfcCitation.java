package io.mtasts.web;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A rule that a finding is based on, and the address of its text, if it is known. */
record RfcCitation(String text, Optional<String> address) {

    private static final Pattern RFC = Pattern.compile("RFC (\\d+)(?:, (?:appendix )?([0-9A-Z][0-9.]*))?.*");
    private static final Pattern UTS = Pattern.compile("UTS (\\d+).*");

    /** Returns the rules of a reference such as "RFC 8460, 3; RFC 8461, 6". */
    static List<RfcCitation> of(String reference) {
        return Stream.of(reference.split("; ")).map(RfcCitation::read).toList();
    }

    private static RfcCitation read(String text) {
        Matcher rfc = RFC.matcher(text);
        if (rfc.matches()) {
            String place = rfc.group(2) == null ? "" : anchor(rfc.group(2));
            return new RfcCitation(text, Optional.of("https://www.rfc-editor.org/rfc/rfc" + rfc.group(1) + place));
        }
        Matcher uts = UTS.matcher(text);
        return new RfcCitation(
                text,
                uts.matches()
                        ? Optional.of("https://www.unicode.org/reports/tr" + uts.group(1) + "/")
                        : Optional.empty());
    }

    /** Returns the anchor of a section, or of an appendix if it begins with a letter. */
    private static String anchor(String section) {
        return (Character.isDigit(section.charAt(0)) ? "#section-" : "#appendix-") + section;
    }
}
