package io.mtasts.text;

/** WSP of RFC 5234: space and tab, and nothing else that Java would call white space. */
public final class Wsp {

    private Wsp() {}

    public static boolean is(char c) {
        return c == ' ' || c == '\t';
    }

    public static String strip(String text) {
        return stripTrailing(stripLeading(text));
    }

    public static String stripLeading(String text) {
        int from = 0;
        while (from < text.length() && is(text.charAt(from))) {
            from++;
        }
        return text.substring(from);
    }

    public static String stripTrailing(String text) {
        int to = text.length();
        while (to > 0 && is(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(0, to);
    }
}
