package io.mtasts.text;

/**
 * Text from outside, made safe to show to people.
 *
 * <p>Such text may hold characters that control a terminal, reverse the order of letters, or are invisible.
 */
public final class DisplayText {

    /** The maximum length of an abbreviated text, in characters. */
    public static final int MAX_LENGTH = 100;

    private static final int CONTROL_PICTURES = 0x2400;
    private static final int REPLACEMENT = 0xFFFD;
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private DisplayText() {}

    /** Returns the text in at most {@link #MAX_LENGTH} characters. Replaces each control character by one visible character. */
    public static String abbreviate(String text) {
        return abbreviate(text, MAX_LENGTH);
    }

    /** Returns the text in at most {@code maxLength} characters. Replaces each control character by one visible character. */
    public static String abbreviate(String text, int maxLength) {
        boolean whole = text.length() <= maxLength;
        String start = whole ? text : text.substring(0, maxLength - 1);
        StringBuilder shown = new StringBuilder(start.length() + 1);
        // A surrogate pair that was cut in two is a lone surrogate, which is replaced.
        start.codePoints().map(DisplayText::visible).forEach(shown::appendCodePoint);
        return whole ? shown.toString() : shown.append('…').toString();
    }

    /** Returns the whole text with each control character and invisible character written as its code point, such as [U+200B]. */
    public static String spellOut(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.getType(c) == Character.SURROGATE) {
                shown.appendCodePoint(REPLACEMENT);
            } else if (isControlOrFormat(c)) {
                // Not as control pictures: few fonts have them.
                shown.append(String.format("[U+%04X]", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    /** Returns whether the character is a control, a line or paragraph separator, or a format character. */
    public static boolean isControlOrFormat(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /**
     * Returns whether the character is a control or format character other than the two joiners.
     *
     * <p>The joiners are letters of some languages. RFC 5892, appendix A.
     */
    public static boolean isInvisible(int c) {
        return isControlOrFormat(c) && c != ZERO_WIDTH_NON_JOINER && c != ZERO_WIDTH_JOINER;
    }

    private static int visible(int c) {
        if (c < ' ') {
            return CONTROL_PICTURES + c;
        }
        boolean lone = Character.getType(c) == Character.SURROGATE;
        return lone || isInvisible(c) ? REPLACEMENT : c;
    }
}
