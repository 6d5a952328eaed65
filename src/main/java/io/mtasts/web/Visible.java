package io.mtasts.web;

/** Text from outside as it may stand in a page: what acts on a terminal, on the order of letters or unseen is shown. */
final class Visible {

    private static final int CONTROL_PICTURES = 0x2400;
    private static final int DELETE = 0x7F;
    private static final int PICTURE_OF_DELETE = 0x2421;
    private static final int REPLACEMENT = 0xFFFD;

    private Visible() {}

    static String of(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> append(shown, c));
        return shown.toString();
    }

    private static void append(StringBuilder shown, int c) {
        if (c < ' ') {
            shown.appendCodePoint(CONTROL_PICTURES + c);
        } else if (c == DELETE) {
            shown.appendCodePoint(PICTURE_OF_DELETE);
        } else {
            switch (Character.getType(c)) {
                case Character.SURROGATE -> shown.appendCodePoint(REPLACEMENT);
                case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                    shown.append(String.format("[U+%04X]", c));
                default -> shown.appendCodePoint(c);
            }
        }
    }
}
