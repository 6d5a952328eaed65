package io.mtasts.smtp;

import io.mtasts.name.DomainName;
import java.util.List;

/**
 * A reply of a server. RFC 5321, 4.2.
 *
 * @param lines the text of each line, behind the code
 */
record Reply(int code, List<String> lines) {

    private static final int MOST_CHARACTERS = 200;

    Reply {
        lines = List.copyOf(lines);
    }

    /** Whether it names the extension; the first line of an answer to EHLO is a greeting. RFC 5321, 4.1.1.1. */
    boolean offers(String keyword) {
        return lines.stream()
                .skip(1)
                .map(line -> line.split(" ", 2)[0])
                .anyMatch(offered -> DomainName.lowerCase(offered).equals(DomainName.lowerCase(keyword)));
    }

    /** 2yz: the command was taken. RFC 5321, 4.2.1. */
    boolean isPositive() {
        return code / 100 == 2;
    }

    /** The code and what stands behind it, for people; not more than they would read. */
    @Override
    public String toString() {
        return cut((code + " " + String.join(" ", lines)).strip());
    }

    static String cut(String text) {
        if (text.codePointCount(0, text.length()) <= MOST_CHARACTERS) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, MOST_CHARACTERS)) + "…";
    }
}
