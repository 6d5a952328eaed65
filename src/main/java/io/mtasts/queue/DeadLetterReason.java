package io.mtasts.queue;

import io.mtasts.text.KebabCase;

/** Why a record is in the dead-letter topic. */
public enum DeadLetterReason {
    /** Neither key nor value has a text. */
    EMPTY,
    /** The key or the value is longer than any domain or document. */
    TOO_LONG,
    /** The name is not UTF-8. */
    NOT_UTF_8,
    /** The name is not a domain. The problem says why. */
    NOT_A_DOMAIN,
    /** The domain has no verdict, and another attempt would not change that. */
    NO_VERDICT,
    /** The domain has no verdict after all attempts. */
    ATTEMPTS_EXHAUSTED,
    /** The document is longer than the brokers accept. */
    DOCUMENT_TOO_LONG,
    /** The receiver of changes did not accept a change. */
    WEBHOOK_FAILED;

    /** Returns the value in headers and labels. */
    @Override
    public String toString() {
        return KebabCase.of(this);
    }
}
