package io.mtasts.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a form sends, in the query of an address or in a body. */
final class FormFields {

    private final String encoded;

    FormFields(@Nullable String encoded) {
        this.encoded = encoded == null ? "" : encoded;
    }

    /** The first field of that name; as it stands where its encoding is broken, since nothing that is asked for looks so. */
    Optional<String> field(String name) {
        return Stream.of(encoded.split("&"))
                .filter(part -> part.startsWith(name + "="))
                .map(part -> decoded(part.substring(name.length() + 1)))
                .findFirst();
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }
}
