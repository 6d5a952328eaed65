package io.mtasts.sts;

import io.mtasts.finding.Finding;
import io.mtasts.finding.TextSpan;
import io.mtasts.text.Wsp;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a policy, without its end. RFC 8461, 3.2.
 *
 * @param number the number of the line, from 1
 * @param indent how many characters of white space were removed at the beginning
 * @param text the line without that white space
 */
record PolicyLine(int number, int indent, String text) {

    /** A name at the beginning, with or without white space before the separator. */
    private static final Pattern INTENDED_NAME = Pattern.compile("([A-Za-z0-9_.-]+)[ \\t]*[:=].*", Pattern.DOTALL);

    boolean isBlank() {
        return Wsp.strip(text).isEmpty();
    }

    PolicyLine withoutIndent() {
        String rest = Wsp.stripLeading(text);
        return new PolicyLine(number, indent + text.length() - rest.length(), rest);
    }

    /** Returns the name at the beginning of the line, whether or not a colon follows directly; empty if there is none. */
    String intendedName() {
        Matcher name = INTENDED_NAME.matcher(text);
        return name.matches() ? name.group(1) : "";
    }

    /** Returns whether the line begins with a name and a colon. */
    boolean isField() {
        String name = intendedName();
        return !name.isEmpty() && text.startsWith(name + ":");
    }

    /** Returns the text after the first colon, without the white space around it. */
    String value() {
        return Wsp.strip(text.substring(text.indexOf(':') + 1));
    }

    /** Returns a finding about the whole line. */
    Finding finding(PolicyFinding code) {
        return finding(code, text);
    }

    /** Returns a finding about a part of the line, with its place. */
    Finding finding(PolicyFinding code, String part) {
        int column = Math.max(text.lastIndexOf(part), 0) + indent + 1;
        return code.about("line " + number)
                .withEvidence(part)
                .withLocation(new TextSpan(number, column, part.length()));
    }
}
