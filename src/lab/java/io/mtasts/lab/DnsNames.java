package io.mtasts.lab;

import java.util.Locale;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.TextParseException;

/** Absolute DNS names from texts in the form of zone files, in which the final dot is optional. */
final class DnsNames {

    private DnsNames() {}

    /** Reads a name, in which {@code \.} and {@code \DDD} are one octet of a label. */
    static Name of(String text) {
        try {
            return Name.fromString(text, Name.root);
        } catch (TextParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static Name parent(Name name) {
        return new Name(name, 1);
    }

    static Name child(String label, Name parent) {
        try {
            return Name.concatenate(Name.fromConstantString(label), parent);
        } catch (NameTooLongException e) {
            throw new IllegalArgumentException(label + "." + parent, e);
        }
    }

    /** Returns the last labels of a name, which may have fewer. */
    static Name last(int labels, Name name) {
        return new Name(name, Math.max(0, name.labels() - 1 - labels));
    }

    /** Returns the name with upper-case letters for lower-case ones if it has no upper-case letter, or else the reverse. */
    static Name otherCase(Name name) {
        String text = name.toString();
        String upper = text.toUpperCase(Locale.ROOT);
        return of(text.equals(upper) ? text.toLowerCase(Locale.ROOT) : upper);
    }
}
