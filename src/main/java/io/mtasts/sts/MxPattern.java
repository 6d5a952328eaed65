package io.mtasts.sts;

import io.mtasts.name.DomainName;
import java.util.Optional;
import java.util.Set;

/** An "mx" value of a policy: a host name, or "*." and a host name. RFC 8461, 3.2 (sts-policy-mx). */
public record MxPattern(boolean wildcard, DomainName name) {

    static final String WILDCARD = "*.";

    /** Second labels under which registries of countries sell names, as in co.uk. */
    private static final Set<String> SECOND_LEVEL =
            Set.of("ac", "co", "com", "edu", "go", "gob", "gov", "gv", "ltd", "ne", "net", "or", "org", "plc");

    /** The pattern, unless the text is not one; case does not matter, a root dot is not allowed. */
    public static Optional<MxPattern> of(String text) {
        boolean wildcard = text.startsWith(WILDCARD);
        String host = wildcard ? text.substring(WILDCARD.length()) : text;
        return host.endsWith(".")
                ? Optional.empty()
                : DomainName.of(host).filter(name -> !name.endsNumeric()).map(name -> new MxPattern(wildcard, name));
    }

    /** Whether it accepts hosts of everybody who registers a name there. RFC 8461, 10.4. */
    public boolean isBroad() {
        String host = name.ascii();
        int dot = host.indexOf('.');
        boolean country = host.length() - dot == 3;
        return wildcard && (dot < 0 || name.labels() == 2 && country && SECOND_LEVEL.contains(host.substring(0, dot)));
    }

    @Override
    public String toString() {
        return wildcard ? WILDCARD + name : name.ascii();
    }
}
