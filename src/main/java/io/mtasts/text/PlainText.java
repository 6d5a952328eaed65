package io.mtasts.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text as it was meant to be typed, with the place of each of its characters in the source.
 *
 * <p>Web pages, word processors, DNS panels and zone files replace plain characters. This class maps HTML entities,
 * backslash escapes, Unicode spaces, line ends, dashes, quotation marks and full-width forms back to ASCII, and leaves
 * out what is invisible. Other characters stay as they are.
 */
public final class PlainText {

    /** The semicolon of an entity may itself be escaped. */
    private static final String ENTITY_END = "(?:\\\\{0,8};|\\\\{1,8}059)";

    private static final Pattern ENTITY = Pattern.compile("&(?:amp(?:" + ENTITY_END
            + "){1,3}){0,8}(?:#([0-9]{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z]{2,8}))" + ENTITY_END);
    private static final Map<String, Integer> ENTITIES = Map.ofEntries(
            Map.entry("lt", (int) '<'),
            Map.entry("gt", (int) '>'),
            Map.entry("amp", (int) '&'),
            Map.entry("quot", (int) '"'),
            Map.entry("apos", (int) '\''),
            Map.entry("nbsp", (int) ' '),
            Map.entry("ensp", (int) ' '),
            Map.entry("emsp", (int) ' '),
            Map.entry("thinsp", (int) ' '),
            Map.entry("semi", (int) ';'),
            Map.entry("colon", (int) ':'),
            Map.entry("comma", (int) ','),
            Map.entry("equals", (int) '='),
            Map.entry("commat", (int) '@'),
            Map.entry("period", (int) '.'),
            Map.entry("sol", (int) '/'),
            Map.entry("excl", (int) '!'),
            Map.entry("num", (int) '#'),
            Map.entry("lsquo", (int) '\''),
            Map.entry("rsquo", (int) '\''),
            Map.entry("sbquo", (int) '\''),
            Map.entry("ldquo", (int) '"'),
            Map.entry("rdquo", (int) '"'),
            Map.entry("bdquo", (int) '"'),
            Map.entry("laquo", (int) '"'),
            Map.entry("raquo", (int) '"'),
            Map.entry("ndash", (int) '-'),
            Map.entry("mdash", (int) '-'),
            Map.entry("minus", (int) '-'),
            Map.entry("hyphen", (int) '-'),
            Map.entry("shy", 0x00AD),
            Map.entry("zwnj", 0x200C),
            Map.entry("zwj", 0x200D));

    /** The version of a record, with its equals sign as in the query of a URL. */
    private static final Pattern URL_ENCODED_START = Pattern.compile("[\"']?v%3[dD]");

    /** The end of a string and the start of the next one, also of one that was quoted twice. */
    private static final Pattern STRING_BREAK = Pattern.compile("\"[ \"]*\"");

    /** The same before a list of addresses, which begins a tag, although its semicolon was forgotten. */
    private static final Pattern TAG_BREAK = Pattern.compile("(?<=[^; \"])\"[ \"]*\"(?=ru[af] *=)");

    /** The same where a value may end or go on: after a semicolon and before text, or before a tag without a semicolon. */
    private static final Pattern UNCLEAR_BREAK = Pattern.compile("\" *;[ ;\"]*\"(?=[^ \";])(?! *[A-Za-z_-]{1,15} *[=:])"
            + "|(?<=[^; \"])\"[ \"]*\"(?=(?:[sn]p|pct|psd|aspf|adkim) *=)");

    /** A character for what nobody can know. No correction contains it. */
    static final char UNKNOWN = '\uFFFD';

    private static final Pattern DECIMAL_ESCAPES = Pattern.compile("(?:\\\\{1,8}[0-9]{3}){1,255}");
    private static final Pattern NOT_DIGITS = Pattern.compile("[^0-9]+");
    private static final Pattern LINE_END_ESCAPE =
            Pattern.compile("\\\\{1,8}(?:r\\\\{1,8}n|n|t|r(?![A-Za-z]))(?!\\s*=)");
    private static final Pattern ESCAPE = Pattern.compile("\\\\{1,8}(?=[^A-Za-z0-9\\\\]|$)");
    private static final String DOUBLE_QUOTES =
            "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u301d\u301e\u275d\u275e\u300c\u300d\u300e\u300f";
    private static final String SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2032\u00b4`\u02bc\u275b\u275c";
    private static final String DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212";

    private static final String COMMAS = "\u060c\u3001\uff64";

    private final StringBuilder text = new StringBuilder();
    /** The offset in the source of each character of the text, and of the end. */
    private final int[] offsets;

    private PlainText(String source) {
        offsets = new int[source.length() + 1];
        for (int at = 0; at < source.length(); at += Character.charCount(source.codePointAt(at))) {
            append(source.codePointAt(at), at);
        }
        offsets[text.length()] = source.length();
        // A string may end inside an escape, and its quotation marks may be escaped themselves.
        joinStrings();
        decode();
        joinStrings();
    }

    /** Joins the strings of a record that was copied from a zone file. RFC 1035, 5.1. */
    private void joinStrings() {
        if (text.indexOf("\"") < 0) {
            return;
        }
        replace(UNCLEAR_BREAK, Character.toString(UNKNOWN));
        replace(TAG_BREAK, ";");
        replace(STRING_BREAK, "");
    }

    /** Replaces each match by a text that is not longer. */
    private void replace(Pattern pattern, String replacement) {
        Matcher match = pattern.matcher(text.toString());
        int removed = 0;
        while (match.find()) {
            int from = match.start() - removed;
            int to = match.end() - removed;
            text.replace(from, to, replacement);
            int kept = from + replacement.length();
            System.arraycopy(offsets, to, offsets, kept, text.length() + 1 - kept);
            removed += to - kept;
        }
    }

    /** Reads a text. */
    public static PlainText of(String source) {
        return new PlainText(source);
    }

    /** Returns the offset in the source at which the character was read. */
    int offset(int index) {
        return offsets[index];
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /**
     * Replaces each entity and each escape by its character. The characters are plain already, so that an invisible or a
     * full-width character inside an escape does not hide it.
     */
    private void decode() {
        String encoded = text.toString();
        int[] places = offsets.clone();
        text.setLength(0);
        Matcher entity = ENTITY.matcher(encoded);
        Matcher decimal = DECIMAL_ESCAPES.matcher(encoded);
        Matcher lineEnd = LINE_END_ESCAPE.matcher(encoded);
        Matcher escape = ESCAPE.matcher(encoded);
        boolean urlEncoded = URL_ENCODED_START.matcher(encoded).lookingAt();
        int at = 0;
        while (at < encoded.length()) {
            char c = encoded.charAt(at);
            if (urlEncoded && Uri.isEncodedOctet(encoded, at, encoded.length())) {
                append(Integer.parseInt(encoded.substring(at + 1, at + 3), 16), places[at]);
                at += 3;
            } else if (c == '&' && entity.region(at, encoded.length()).lookingAt() && known(entity) >= 0) {
                append(known(entity), places[at]);
                at = entity.end();
            } else if (c == '\\' && decimal.region(at, encoded.length()).lookingAt()) {
                appendOctets(decimal.group(), places[at]);
                at = decimal.end();
            } else if (c == '\\' && lineEnd.region(at, encoded.length()).lookingAt()) {
                append(' ', places[at]);
                at = lineEnd.end();
            } else if (c == '\\' && escape.region(at, encoded.length()).lookingAt()) {
                at = escape.end();
            } else {
                int codePoint = encoded.codePointAt(at);
                append(codePoint, places[at]);
                at += Character.charCount(codePoint);
            }
        }
        offsets[text.length()] = places[encoded.length()];
    }

    private static int known(Matcher entity) {
        int codePoint = entity.group(1) != null
                ? Integer.parseInt(entity.group(1))
                : entity.group(2) != null
                        ? Integer.parseInt(entity.group(2), 16)
                        : ENTITIES.getOrDefault(entity.group(3).toLowerCase(Locale.ROOT), -1);
        return Character.isValidCodePoint(codePoint) ? codePoint : -1;
    }

    /** Appends the octets of escapes such as \195\164, which are UTF-8. RFC 1035, 5.1. */
    private void appendOctets(String escapes, int at) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        NOT_DIGITS.splitAsStream(escapes).skip(1).forEach(digits -> octets.write(Integer.parseInt(digits)));
        octets.toString(StandardCharsets.UTF_8).codePoints().forEach(codePoint -> append(codePoint, at));
    }

    private void append(int codePoint, int at) {
        int plain = plain(codePoint);
        if (plain >= 0) {
            for (char c : Character.toChars(plain)) {
                offsets[text.length()] = at;
                text.append(c);
            }
        }
    }

    /** Returns the plain form of a character, or -1 if it is invisible. */
    private static int plain(int codePoint) {
        if (codePoint > ' ' && codePoint < 0x7F && codePoint != '`') {
            return codePoint;
        }
        if (DOUBLE_QUOTES.indexOf(codePoint) >= 0) {
            return '"';
        }
        if (SINGLE_QUOTES.indexOf(codePoint) >= 0) {
            return '\'';
        }
        if (DASHES.indexOf(codePoint) >= 0) {
            return '-';
        }
        if (COMMAS.indexOf(codePoint) >= 0) {
            return ',';
        }
        if (Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint)) {
            return ' ';
        }
        if (DisplayText.isControlOrFormat(codePoint)) {
            return -1;
        }
        String compatible = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKC);
        return compatible.length() == 1 && compatible.charAt(0) <= '~' ? compatible.charAt(0) : codePoint;
    }
}
