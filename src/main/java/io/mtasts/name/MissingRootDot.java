package io.mtasts.name;

import java.util.Optional;

/**
 * Targets of DNS records that were written without the final dot, so that the name of the zone was appended.
 *
 * <p>In a zone file of example.com, {@code mail.example.net} means mail.example.net.example.com. RFC 1035, 5.1.
 */
public final class MissingRootDot {

    private MissingRootDot() {}

    /**
     * Returns the name that was probably intended: what precedes the domain, or a domain above it, in the target. Empty
     * unless that is a name below a listed public suffix.
     */
    public static Optional<String> intended(String target, DomainName domain) {
        Optional<DomainName> origin = Optional.of(domain);
        while (origin.isPresent() && !PublicSuffixes.isPublicSuffix(origin.get())) {
            Optional<String> intended = withoutOrigin(target, origin.get());
            if (intended.isPresent()) {
                return intended;
            }
            origin = origin.get().parent();
        }
        return Optional.empty();
    }

    private static Optional<String> withoutOrigin(String target, DomainName origin) {
        String appended = "." + origin;
        if (!target.endsWith(appended)) {
            return Optional.empty();
        }
        String name = target.substring(0, target.length() - appended.length());
        // The labels of records begin with an underscore, which is no domain name
        String host = name.startsWith("_") ? name.substring(1).replace("._", ".") : name;
        return DomainName.of(host).flatMap(PublicSuffixes::registrableDomain).map(registered -> name);
    }
}
