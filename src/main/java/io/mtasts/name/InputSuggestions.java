package io.mtasts.name;

import io.mtasts.text.DisplayText;
import java.util.regex.Pattern;

/** Suggestions of the domain that was probably intended. A suggestion is not validated yet, and empty if nothing is plain. */
final class InputSuggestions {

    /** Browsers also accept one slash or none, but only of their own schemes. */
    private static final Pattern SCHEME =
            Pattern.compile("[<\"'`\\p{Pi}\\p{Ps}]*+(?:(?:[a-z][a-z0-9+.-]{0,30}:)?//|https?:/?)");

    private static final String MAIL_SCHEME = "mailto:";

    private static final Pattern PATH = Pattern.compile("[/?#]");
    private static final Pattern PORT = Pattern.compile(":[0-9]*$");

    private InputSuggestions() {}

    static boolean isUrl(String text) {
        return SCHEME.matcher(text).lookingAt();
    }

    static boolean isMailAddress(String text) {
        return text.indexOf('@') >= 0 || text.startsWith(MAIL_SCHEME);
    }

    /** Returns whether the character ends a host. Some programs read a backslash as a slash. */
    static boolean endsAuthority(int c) {
        return c == '/' || c == '\\' || c == '?' || c == '#';
    }

    static String none(NormalizedInput candidate) {
        return "";
    }

    /** Returns the host of a URL, without scheme, user, port, path, query and fragment. */
    static String hostOfUrl(NormalizedInput candidate) {
        String afterScheme = SCHEME.matcher(candidate.text()).replaceFirst("");
        String authority = PATH.split(afterScheme, 2)[0];
        int at = authority.indexOf('@');
        // Programs differ in the host that they see if there is a backslash or a second @.
        boolean ambiguous = authority.indexOf('\\') >= 0 || at != authority.lastIndexOf('@');
        return ambiguous ? "" : withoutPort(trimPunctuation(authority.substring(at + 1)));
    }

    static String textBeforePath(NormalizedInput candidate) {
        int end =
                (int) candidate.text().chars().takeWhile(c -> !endsAuthority(c)).count();
        return withoutPort(trimPunctuation(candidate.text().substring(0, end)));
    }

    static String domainOfMailAddress(NormalizedInput candidate) {
        String text = candidate.text();
        String address = text.startsWith(MAIL_SCHEME) ? text.substring(MAIL_SCHEME.length()) : text;
        int at = address.indexOf('@');
        boolean plain = at == address.lastIndexOf('@') && address.chars().noneMatch(InputSuggestions::endsAuthority);
        return plain ? trimPunctuation(address.substring(at + 1)) : "";
    }

    static String stripUnderscoreLabels(NormalizedInput candidate) {
        String text = candidate.text();
        int dot = text.indexOf('.', text.lastIndexOf('_'));
        return dot < 0 ? "" : text.substring(dot + 1);
    }

    static String withoutPort(NormalizedInput candidate) {
        return withoutPort(candidate.text());
    }

    static String withoutPort(String text) {
        return PORT.matcher(text).replaceFirst("");
    }

    /** Returns the text without surrounding punctuation: quotes, a comma after it, or "*." before it. */
    static String unwrapped(NormalizedInput candidate) {
        return trimPunctuation(candidate.text());
    }

    /** Returns the text without invisible characters around it, and without those inside it that have no meaning. */
    static String withoutInvisibleCharacters(NormalizedInput candidate) {
        StringBuilder visible = new StringBuilder();
        InputCharacters.strip(candidate.typed(), c -> InputCharacters.isSpace(c) || DisplayText.isInvisible(c))
                .codePoints()
                .filter(c -> !InputCharacters.isZeroWidth(c))
                .forEach(visible::appendCodePoint);
        return visible.toString();
    }

    static String before(String text, char end) {
        int index = text.indexOf(end);
        return index < 0 ? text : text.substring(0, index);
    }

    private static String trimPunctuation(String text) {
        return InputCharacters.strip(text, InputCharacters::isSurrounding);
    }
}
