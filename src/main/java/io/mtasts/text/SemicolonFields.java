package io.mtasts.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A record cut at its semicolons: version, then fields. RFC 8461, 3.1 and RFC 8460, 3 have this in common.
 *
 * @param version what stands before the first semicolon, white space included
 * @param fields what stands between the semicolons; without the empty rest that a closing one leaves
 */
public record SemicolonFields(String version, List<Field> fields) {

    /**
     * One field, without the white space round it.
     *
     * @param start its offset in the record
     * @param trailing the white space behind it where no semicolon follows, which no grammar allows
     */
    public record Field(String text, int start, String trailing) {}

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
