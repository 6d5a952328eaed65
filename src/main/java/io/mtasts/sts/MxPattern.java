package io.mtasts.sts;

import io.mtasts.name.DomainName;
import io.mtasts.name.PublicSuffixes;
import java.util.Optional;

/**
 * A value of the policy field "mx": a host name, or "*." and a host name. RFC 8461, 3.2 (sts-policy-mx).
 *
 * @param wildcard whether the pattern begins with "*."
 * @param name the host name after "*.", or the whole pattern
 */
public record MxPattern(boolean wildcard, DomainName name) {

    static final String WILDCARD = "*.";

    /** Returns the pattern, or nothing if the text is not a pattern. Case is ignored; a final dot is not allowed. */
    public static Optional<MxPattern> of(String text) {
        boolean wildcard = text.startsWith(WILDCARD);
        String host = wildcard ? text.substring(WILDCARD.length()) : text;
        return host.endsWith(".")
                ? Optional.empty()
                : DomainName.of(host).filter(name -> !name.endsNumeric()).map(name -> new MxPattern(wildcard, name));
    }

    /** Returns whether the pattern accepts hosts of everybody who registers a name below it. RFC 8461, 10.4. */
    public boolean isBroad() {
        return wildcard && PublicSuffixes.isPublicSuffix(name);
    }

    /** Returns the pattern as it appears in a policy, in lower case. */
    @Override
    public String toString() {
        return wildcard ? WILDCARD + name : name.ascii();
    }
}
