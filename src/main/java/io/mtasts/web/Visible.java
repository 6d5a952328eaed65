package io.mtasts.web;

/** Text from outside as it may stand in a page: what acts on a terminal, on the order of letters or unseen is shown. */
final class Visible {

    private static final int REPLACEMENT = 0xFFFD;

    private Visible() {}

    static String of(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> append(shown, c));
        return shown.toString();
    }

    private static void append(StringBuilder shown, int c) {
        switch (Character.getType(c)) {
            case Character.SURROGATE -> shown.appendCodePoint(REPLACEMENT);
            // Not as control pictures: few fonts have them.
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                shown.append(String.format("[U+%04X]", c));
            default -> shown.appendCodePoint(c);
        }
    }
}
