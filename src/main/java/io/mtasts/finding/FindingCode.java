package io.mtasts.finding;

import io.mtasts.text.KebabCase;

/** A code of the catalogue of findings. The catalogues are enums, one for each subject. */
public interface FindingCode {

    /**
     * An entry of the catalogue.
     *
     * <p>Message and remedy are templates with the placeholders {subject}, {found} and {publish}.
     *
     * @param reference the rule, for instance "RFC 8461, 3.1"
     */
    record Entry(Severity severity, String reference, String message, String remedy) {}

    String name();

    Entry entry();

    /** Returns whether the remedy contains a text to publish. */
    default boolean suggestsText() {
        return entry().remedy().contains("{publish}");
    }

    /** Returns the code in documents: the name of the constant in kebab case. */
    default String code() {
        return KebabCase.of(name());
    }

    /** Returns the part of a set-up that this code is about. */
    default CheckedPart part() {
        return CheckedPart.ofCode(code());
    }

    /** Returns a finding with this code about a subject. */
    default Finding about(String subject) {
        return Finding.of(this, subject);
    }
}
