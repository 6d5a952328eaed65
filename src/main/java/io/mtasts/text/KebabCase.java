package io.mtasts.text;

import java.util.Locale;

/** The spelling of constants outside the code: in JSON documents, metrics and the catalogue of findings. */
public final class KebabCase {

    private KebabCase() {}

    /** Returns the name of a constant in lower case with hyphens, for example "not-configured". */
    public static String of(Enum<?> constant) {
        return of(constant.name());
    }

    /** Returns the name of a constant in lower case with hyphens. */
    public static String of(String constantName) {
        return constantName.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
