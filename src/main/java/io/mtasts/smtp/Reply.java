package io.mtasts.smtp;

import io.mtasts.name.DomainName;
import java.util.List;

/**
 * A reply of a mail server. RFC 5321, 4.2.
 *
 * @param lines the text of each line, without the code
 */
record Reply(int code, List<String> lines) {

    private static final int MAX_CHARACTERS = 200;

    Reply {
        lines = List.copyOf(lines);
    }

    /** Returns whether the reply to EHLO lists the extension. Its first line is a greeting. RFC 5321, 4.1.1.1. */
    boolean offers(String keyword) {
        return lines.stream()
                .skip(1)
                .map(line -> line.split(" ", 2)[0])
                .anyMatch(offered -> DomainName.lowerCase(offered).equals(DomainName.lowerCase(keyword)));
    }

    /** Returns whether the server accepted the command (2yz). RFC 5321, 4.2.1. */
    boolean isPositive() {
        return code / 100 == 2;
    }

    /** Returns whether the server rejected the client or the command only for now (4yz). RFC 5321, 4.2.1. */
    boolean isTransient() {
        return code / 100 == 4;
    }

    /** Returns the code and the text for people, cut to a readable length. */
    @Override
    public String toString() {
        return cut((code + " " + String.join(" ", lines)).strip());
    }

    static String cut(String text) {
        if (text.codePointCount(0, text.length()) <= MAX_CHARACTERS) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, MAX_CHARACTERS)) + "…";
    }
}
