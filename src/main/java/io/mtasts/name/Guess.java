package io.mtasts.name;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The domain that was probably meant: texts that are still to be judged, empty where there is nothing plain. */
final class Guess {

    /** Browsers also take one slash or none, but that is only safe to say of their own schemes. */
    static final Pattern SCHEME = Pattern.compile("(?:[a-z][a-z0-9+.-]{0,30}:)?//|https?:/?");

    private static final Pattern PATH = Pattern.compile("[/?#]");
    private static final Pattern PORT = Pattern.compile(":[0-9]*$");

    private Guess() {}

    static String none(Candidate candidate) {
        return "";
    }

    /** The host of a URL, or of what stands before a path: no scheme, user, port, path, query or fragment. */
    static String host(Candidate candidate) {
        String text = candidate.text();
        Matcher scheme = SCHEME.matcher(text);
        String afterScheme = scheme.lookingAt() ? text.substring(scheme.end()) : text;
        String authority = PATH.split(afterScheme, 2)[0];
        // Some programs take a backslash for a slash and some do not; with several @ they differ as well.
        boolean ambiguous = text.indexOf('\\') >= 0 || authority.indexOf('@') != authority.lastIndexOf('@');
        return ambiguous ? "" : withoutPort(authority.substring(authority.indexOf('@') + 1));
    }

    static String mailDomain(Candidate candidate) {
        String text = candidate.text();
        boolean plain = text.indexOf('@') == text.lastIndexOf('@')
                && text.indexOf('\\') < 0
                && !PATH.matcher(text).find();
        return plain ? around(text.substring(text.indexOf('@') + 1)) : "";
    }

    static String belowUnderscores(Candidate candidate) {
        String text = candidate.text();
        int dot = text.indexOf('.', text.lastIndexOf('_'));
        return dot < 0 ? "" : text.substring(dot + 1);
    }

    static String withoutPort(Candidate candidate) {
        return withoutPort(candidate.text());
    }

    static String withoutPort(String text) {
        return PORT.matcher(text).replaceFirst("");
    }

    /** Without the punctuation around it, be it quotes, a comma after it or "*." before it. */
    static String unwrapped(Candidate candidate) {
        return around(candidate.text());
    }

    /** Without what is not seen. Of what is around the name all goes, of what is within only what means nothing. */
    static String visible(Candidate candidate) {
        StringBuilder visible = new StringBuilder();
        Characters.strip(candidate.typed(), c -> Characters.isSpace(c) || Characters.isControl(c))
                .codePoints()
                .filter(c -> !Characters.isZeroWidth(c))
                .forEach(visible::appendCodePoint);
        return visible.toString();
    }

    static String before(String text, char end) {
        int index = text.indexOf(end);
        return index < 0 ? text : text.substring(0, index);
    }

    private static String around(String text) {
        return Characters.strip(text, Characters::isAround);
    }
}
