package io.mtasts.name;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A host or mail domain: A-labels of letters, digits and hyphens, lower case, no root dot, at most 253 characters.
 *
 * <p>RFC 1035, 2.3.1; RFC 1123, 2.1.
 */
public record DomainName(String ascii) {

    public static final int MAX_LENGTH = 253;

    private static final Pattern LDH =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    public DomainName {
        if (!isValid(ascii)) {
            throw new IllegalArgumentException("not a domain name");
        }
    }

    /** Parses a domain name. Accepts upper case and one root dot. Empty if the text is not a domain name. */
    public static Optional<DomainName> of(String text) {
        String name = lowerCase(text.endsWith(".") ? text.substring(0, text.length() - 1) : text);
        return isValid(name) ? Optional.of(new DomainName(name)) : Optional.empty();
    }

    /** Returns the name without its left-most label, or empty for a top-level domain. */
    public Optional<DomainName> parent() {
        int dot = ascii.indexOf('.');
        return dot < 0 ? Optional.empty() : Optional.of(new DomainName(ascii.substring(dot + 1)));
    }

    public int labels() {
        return (int) ascii.chars().filter(c -> c == '.').count() + 1;
    }

    /** Returns whether the last label has digits only, as in an IPv4 address. */
    public boolean endsNumeric() {
        return ascii.substring(ascii.lastIndexOf('.') + 1).chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public String toString() {
        return ascii;
    }

    /** ASCII only: case in DNS says nothing of other letters, and the Turkish i must not either. RFC 4343. */
    public static String lowerCase(String text) {
        StringBuilder lower = new StringBuilder(text);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return lower.toString();
    }

    private static boolean isValid(String text) {
        return text.length() <= MAX_LENGTH && LDH.matcher(text).matches();
    }
}
