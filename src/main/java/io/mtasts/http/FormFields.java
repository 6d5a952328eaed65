package io.mtasts.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of a form, in a query or in a body. The framework ends a field at a semicolon, so that it is not used. */
public final class FormFields {

    private static final int MAX_FIELDS = 1_000;

    private static final Pattern INVALID_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private final Map<String, List<String>> fields;

    /** Parses encoded fields. An invalid escape sequence is kept as it is. */
    public FormFields(@Nullable String encoded) {
        fields = parse(encoded == null ? "" : encoded);
    }

    /** Returns the values of each field, in the order of the fields. */
    static Map<String, List<String>> parse(String encoded) {
        String valid = INVALID_ESCAPE.matcher(encoded).replaceAll("%25");
        return new QueryStringDecoder(valid, StandardCharsets.UTF_8, false, MAX_FIELDS, true).parameters();
    }

    /** Returns the first value of a field. */
    public Optional<String> field(String name) {
        return fields(name).stream().findFirst();
    }

    /** Returns all values of a field. */
    public List<String> fields(String name) {
        return fields.getOrDefault(name, List.of());
    }
}
