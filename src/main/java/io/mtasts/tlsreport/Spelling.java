package io.mtasts.tlsreport;

import io.mtasts.text.KebabCase;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The constant that a text in a report names.
 *
 * @param constant the constant; empty if there is no such constant
 * @param standard whether the text spells it as RFC 8460 does
 */
record Spelling<T extends Enum<T>>(Optional<T> constant, boolean standard) {

    /** Looks for the constant with a name, in any case and with any separators. */
    static <T extends Enum<T>> Spelling<T> of(String text, T[] constants) {
        String simplified =
                text.strip().toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
        Optional<T> constant = Arrays.stream(constants)
                .filter(one -> KebabCase.of(one).equals(simplified))
                .findFirst();
        return new Spelling<>(constant, simplified.equals(text));
    }
}
