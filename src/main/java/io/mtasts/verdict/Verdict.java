package io.mtasts.verdict;

import java.util.Locale;

/** What a sender with an empty cache that follows RFC 8461 to the letter makes of a domain today. */
public enum Verdict {
    ENFORCING,
    TESTING,
    DISABLED,
    BROKEN,
    NOT_CONFIGURED;

    /** As it stands in a document: the constant in kebab case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
