package io.mtasts.verdict;

import io.mtasts.text.KebabCase;

/** What a sender with an empty cache that follows RFC 8461 to the letter makes of a domain today. */
public enum Verdict {
    ENFORCING,
    TESTING,
    DISABLED,
    BROKEN,
    NOT_CONFIGURED;

    /** Returns the name of this verdict in documents, in kebab case. */
    @Override
    public String toString() {
        return KebabCase.of(this);
    }
}
