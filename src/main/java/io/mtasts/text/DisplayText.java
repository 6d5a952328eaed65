package io.mtasts.text;

import io.mtasts.name.InputCharacters;

/** Outside text as it may be repeated to people: bounded, and nothing in it that acts or cannot be encoded. */
public final class DisplayText {

    public static final int MAX_LENGTH = 100;

    private static final int CONTROL_PICTURES = 0x2400;
    private static final int REPLACEMENT = 0xFFFD;

    private DisplayText() {}

    public static String of(String text) {
        boolean whole = text.length() <= MAX_LENGTH;
        String start = whole ? text : text.substring(0, MAX_LENGTH - 1);
        StringBuilder shown = new StringBuilder(MAX_LENGTH);
        // A surrogate pair that was cut in two is a lone surrogate, which is replaced.
        start.codePoints().map(DisplayText::visible).forEach(shown::appendCodePoint);
        return whole ? shown.toString() : shown.append('…').toString();
    }

    private static int visible(int c) {
        if (c < ' ') {
            return CONTROL_PICTURES + c;
        }
        boolean lone = Character.getType(c) == Character.SURROGATE;
        return lone || InputCharacters.isControl(c) ? REPLACEMENT : c;
    }
}
