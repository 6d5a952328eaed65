package io.mtasts.name;

import java.util.List;

/**
 * What was typed, in the forms in which the rules look at it.
 *
 * @param text without white space around it and without one root dot, in lower case, full-width forms made ASCII
 * @param name the text as UTS 46 converts it
 */
record NormalizedInput(String typed, String text, Idna.Name name) {

    private static final String ROOT = ".";

    static NormalizedInput of(String typed) {
        String text = withoutRootDot(fold(InputCharacters.strip(typed, InputCharacters::isSpace)));
        return new NormalizedInput(typed, text, Idna.convert(text));
    }

    List<String> labels() {
        return Idna.labels(text);
    }

    /**
     * Does the part of the UTS 46 mapping that may bring out a dot, a slash or an @, so that a full-width URL is seen
     * to be a URL. UTS 46, 4.5 has the ideographic full stops.
     */
    private static String fold(String text) {
        StringBuilder folded = new StringBuilder(text);
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (c >= '\uFF01' && c <= '\uFF5E') {
                folded.setCharAt(i, (char) (c - '\uFF01' + '!'));
            } else if (c == '\u3002' || c == '\uFF61') {
                folded.setCharAt(i, '.');
            }
        }
        return DomainName.lowerCase(folded.toString());
    }

    private static String withoutRootDot(String text) {
        // The root alone is kept: it is a name, if not one to check, and so it is not nothing.
        return text.endsWith(ROOT) && !text.equals(ROOT) ? text.substring(0, text.length() - 1) : text;
    }
}
