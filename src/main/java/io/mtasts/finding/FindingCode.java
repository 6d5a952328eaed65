package io.mtasts.finding;

import java.util.Locale;

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

    /** The code as it stands in a document: the constant in kebab case. */
    default String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    default Finding about(String subject) {
        return Finding.of(this, subject);
    }
}
