package io.mtasts.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A record, cut at its semicolons into a version and fields. RFC 8461, 3.1; RFC 8460, 3; RFC 9989, 4.8.
 *
 * @param version the text before the first semicolon, white space included
 * @param fields the texts between the semicolons, without the empty rest after a closing semicolon
 */
public record SemicolonFields(String version, List<Field> fields) {

    /**
     * One field, without the white space around it.
     *
     * @param start the offset of the field in the record
     * @param trailing the white space after the field if no semicolon follows, which no grammar allows
     */
    public record Field(String text, int start, String trailing) {}

    /** Returns the fields of a record. */
    public static SemicolonFields of(String record) {
        String[] parts = record.split(";", -1);
        List<Field> fields = new ArrayList<>();
        int start = parts[0].length() + 1;
        for (int i = 1; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            String rest = Wsp.stripLeading(parts[i]);
            String field = Wsp.stripTrailing(rest);
            if (!last || !field.isEmpty()) {
                String trailing = last ? rest.substring(field.length()) : "";
                fields.add(new Field(field, start + parts[i].length() - rest.length(), trailing));
            }
            start += parts[i].length() + 1;
        }
        return new SemicolonFields(parts[0], List.copyOf(fields));
    }
}
