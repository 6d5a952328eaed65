package io.mtasts.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A spelling of the version that keeps a TXT record from being the record that was intended.
 *
 * <p>Readers ignore such a record. A checker that ignored it too would report an evident attempt as "not configured".
 *
 * @param code what is reported about the spelling
 * @param pattern finds the spelling in a text; its first group is the misspelled part
 */
public record MisspelledVersion<C>(C code, Pattern pattern) {

    /** Returns a spelling that ignores the case of letters. */
    public static <C> MisspelledVersion<C> of(C code, String regex) {
        return new MisspelledVersion<>(code, Pattern.compile(regex, Pattern.CASE_INSENSITIVE));
    }

    /** Returns the misspelled part of a text; empty if the text has no such spelling. */
    public Optional<String> find(String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
