package io.mtasts.document;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conversions of values that several documents hold. */
final class DocumentValues {

    private DocumentValues() {}

    /** Returns the name in Unicode, or null if it is the same as the name in A-labels. */
    static @Nullable String unicodeIfDifferent(String unicodeDomain, String domain) {
        return unicodeDomain.equals(domain) ? null : unicodeDomain;
    }

    /** Returns the text, or null if it is empty. */
    static @Nullable String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    /** Returns the addresses as literals. */
    static List<String> literals(List<InetAddress> addresses) {
        return addresses.stream().map(InetAddress::getHostAddress).toList();
    }
}
