package io.mtasts.text;

import java.util.regex.Pattern;

/** A cell of a table with comma-separated values. RFC 4180. */
public final class CsvCell {

    /** A spreadsheet would treat such a text as a formula. */
    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r]");

    private CsvCell() {}

    /** Returns the text in quotation marks, as a text and never as a formula. */
    public static String of(String text) {
        return '"' + FORMULA.matcher(text).replaceFirst("'$0").replace("\"", "\"\"") + '"';
    }
}
