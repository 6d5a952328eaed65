package io.mtasts.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A second implementation of RFC 8460, 3, by regular expressions for the whole record. RFC 3986 is too large for one: the
 * narrow expression allows plain URIs only, and the wide one every text without a separator.
 */
final class TlsRptGrammar {

    private static final String HOST = "(?:[a-z][a-z0-9]{0,20}\\.){1,3}[a-z]{2,9}";
    private static final String PLAIN_URI =
            "(?:(?i:mailto):[a-z0-9]{1,20}@" + HOST + "|(?i:https)://" + HOST + "(?:/[a-z0-9]{0,20}){0,3})";
    private static final String ANY_URI = "(?i:mailto|https):[!-~&&[^,!;]]+";
    private static final Pattern NARROW = record(PLAIN_URI);
    private static final Pattern WIDE = record(ANY_URI);

    private TlsRptGrammar() {}

    private static Pattern record(String uri) {
        String delimiter = "[ \\t]*;[ \\t]*";
        String extension = "(?!rua=)[A-Za-z0-9][A-Za-z0-9_.-]{0,31}=[!-:<-~]+";
        return Pattern.compile("v=TLSRPTv1(?:" + delimiter + extension + ")*" + delimiter + "rua=(" + uri
                + "(?:[ \\t]*,[ \\t]*" + uri + ")*)(?:" + delimiter + extension + ")*(?:" + delimiter + ")?");
    }

    /** Returns the destinations of a record that is valid beyond doubt. */
    static Optional<List<String>> destinations(String text) {
        Matcher record = NARROW.matcher(text);
        return record.matches()
                ? Optional.of(Arrays.asList(record.group(1).split("[ \\t]*,[ \\t]*")))
                : Optional.empty();
    }

    /** Checks whether the record is valid if its URIs are. */
    static boolean mayBeValid(String text) {
        return WIDE.matcher(text).matches();
    }
}
