package io.mtasts.fuzz;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** A second implementation of RFC 8461, 3.1, by one regular expression for the whole record. */
final class RecordGrammar {

    private static final String FIELD = "[A-Za-z0-9][A-Za-z0-9_.-]{0,31}=[!-:<>-~]+";
    private static final Pattern RECORD =
            Pattern.compile("v=STSv1(?:[ \\t]*;[ \\t]*" + FIELD + ")+(?:[ \\t]*;[ \\t]*)?");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{1,32}");

    private RecordGrammar() {}

    /** Returns the id of a valid record. */
    static Optional<String> id(String text) {
        if (!RECORD.matcher(text).matches()) {
            return Optional.empty();
        }
        return Arrays.stream(text.split(";"))
                .map(String::strip)
                .filter(field -> field.startsWith("id="))
                .findFirst()
                .map(field -> field.substring("id=".length()))
                .filter(id -> ID.matcher(id).matches());
    }
}
