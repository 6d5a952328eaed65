package io.mtasts.sts;

import io.mtasts.finding.Finding;
import io.mtasts.finding.TextSpan;
import io.mtasts.text.Wsp;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a policy, without its end. RFC 8461, 3.2.
 *
 * @param indent how many characters of white space were taken away at its beginning
 */
record PolicyLine(int number, int indent, String text) {

    /** A name at the beginning, however it is spaced, as people mean it. */
    private static final Pattern MEANT_NAME = Pattern.compile("([A-Za-z0-9_.-]+)[ \\t]*[:=].*", Pattern.DOTALL);

    boolean isBlank() {
        return Wsp.strip(text).isEmpty();
    }

    PolicyLine withoutIndent() {
        String rest = Wsp.stripLeading(text);
        return new PolicyLine(number, indent + text.length() - rest.length(), rest);
    }

    /** The name that the line begins with, whether or not a colon follows at once; empty where there is none. */
    String intendedName() {
        Matcher name = MEANT_NAME.matcher(text);
        return name.matches() ? name.group(1) : "";
    }

    boolean isField() {
        String name = intendedName();
        return !name.isEmpty() && text.startsWith(name + ":");
    }

    /** What stands after the first colon, without the white space round it. */
    String value() {
        return Wsp.strip(text.substring(text.indexOf(':') + 1));
    }

    /** A finding about the line as a whole. */
    Finding finding(PolicyFinding code) {
        return finding(code, text);
    }

    /** A finding about a part of the line, which is marked where it stands. */
    Finding finding(PolicyFinding code, String part) {
        int column = Math.max(text.lastIndexOf(part), 0) + indent + 1;
        return code.about("line " + number)
                .withEvidence(part)
                .withLocation(new TextSpan(number, column, part.length()));
    }
}
