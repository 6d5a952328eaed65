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
        // A label such as _mta-sts is allowed in the name of a record, but not in a domain name.
        String host = ("." + name).replace("._", ".").substring(1);
        return DomainName.of(host).flatMap(PublicSuffixes::registrableDomain).map(registered -> name);
    }
}
