package io.mtasts.finding;

import io.mtasts.text.KebabCase;

/** One code of the catalogue of findings; the catalogues are enums, one for each subject. */
public interface FindingCode {

    /**
     * What the catalogue says of a code.
     *
     * <p>Message and remedy are templates in which {subject}, {found} and {publish} stand for those parts of a finding.
     *
     * @param reference the rule behind it, for instance "RFC 8461, 3.1"
     */
    record Entry(Severity severity, String reference, String message, String remedy) {}

    String name();

    Entry entry();

    /** Whether the remedy is a text to publish. */
    default boolean suggestsText() {
        return entry().remedy().contains("{publish}");
    }

    /** Returns the code in documents: the name of the constant in kebab case. */
    default String code() {
        return KebabCase.of(name());
    }

    default Finding about(String subject) {
        return Finding.of(this, subject);
    }
}
