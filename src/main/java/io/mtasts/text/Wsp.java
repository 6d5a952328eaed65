package io.mtasts.text;

/** The white space WSP of RFC 5234, appendix B.1: space and tab, but no other white space of Java. */
public final class Wsp {

    private Wsp() {}

    /** Returns whether the character is a space or a tab. */
    public static boolean is(char c) {
        return c == ' ' || c == '\t';
    }

    /** Returns the text without white space at both ends. */
    public static String strip(String text) {
        return stripTrailing(stripLeading(text));
    }

    /** Returns the text without white space at its beginning. */
    public static String stripLeading(String text) {
        int from = 0;
        while (from < text.length() && is(text.charAt(from))) {
            from++;
        }
        return text.substring(from);
    }

    /** Returns the text without white space at its end. */
    public static String stripTrailing(String text) {
        int to = text.length();
        while (to > 0 && is(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(0, to);
    }
}
