package io.mtasts.text;

import java.util.ArrayList;
import java.util.List;

/** The character-strings of a TXT record. RFC 1035, 3.3 and 3.3.14. */
public final class TxtStrings {

    /** The greatest length of one character-string, in octets. */
    public static final int MAX_LENGTH = 255;

    private TxtStrings() {}

    /** Returns the text cut into strings of at most 255 characters. The text is US-ASCII, so a character is an octet. */
    public static List<String> split(String text) {
        List<String> strings = new ArrayList<>();
        for (int from = 0; from < text.length(); from += MAX_LENGTH) {
            strings.add(text.substring(from, Math.min(from + MAX_LENGTH, text.length())));
        }
        return strings.isEmpty() ? List.of("") : List.copyOf(strings);
    }
}
