package io.mtasts.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a form sends, in the query of an address or in a body; to the framework a semicolon would end a field. */
public final class FormFields {

    private final String encoded;

    public FormFields(@Nullable String encoded) {
        this.encoded = encoded == null ? "" : encoded;
    }

    /** The first field of that name. */
    public Optional<String> field(String name) {
        return fields(name).stream().findFirst();
    }

    /** All of that name; as they stand where their encoding is broken, since nothing that is asked for looks so. */
    public List<String> fields(String name) {
        return Stream.of(encoded.split("&"))
                .filter(part -> part.startsWith(name + "="))
                .map(part -> decoded(part.substring(name.length() + 1)))
                .toList();
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }
}
