package io.mtasts.name;

import com.google.common.net.InternetDomainName;
import java.util.Optional;

/**
 * The public suffix list: the names directly below which anybody can register a name, such as com, co.uk and github.io.
 *
 * <p>The list has a section for registries (ICANN) and a section for private operators. No method throws for any domain
 * name, listed or not.
 */
public final class PublicSuffixes {

    private PublicSuffixes() {}

    /** Returns whether the name is a public suffix of either section. A single label is one even if it is not listed. */
    public static boolean isPublicSuffix(DomainName name) {
        return name.labels() == 1
                || listed(name).filter(InternetDomainName::isPublicSuffix).isPresent();
    }

    /** Returns whether the name belongs to a registry: a suffix of the ICANN section, or any single label. */
    public static boolean isRegistrySuffix(DomainName name) {
        return name.labels() == 1
                || listed(name).filter(InternetDomainName::isRegistrySuffix).isPresent();
    }

    /** Returns whether the name is a top-level domain that is listed. */
    static boolean isListedTopLevelDomain(DomainName name) {
        return name.labels() == 1
                && listed(name).filter(InternetDomainName::isRegistrySuffix).isPresent();
    }

    /**
     * Returns the name that somebody registered: one label more than the longest listed public suffix. Empty if the name
     * is a public suffix itself or is below none that is listed.
     */
    public static Optional<DomainName> registrableDomain(DomainName name) {
        return listed(name)
                .filter(InternetDomainName::isUnderPublicSuffix)
                .map(listed -> new DomainName(listed.topPrivateDomain().toString()));
    }

    /**
     * Returns the name that somebody registered, as {@link #registrableDomain} does. Below a top-level domain that is not
     * listed, that is the name with two labels, which is the default rule of the list.
     */
    public static Optional<DomainName> registeredName(DomainName name) {
        if (isPublicSuffix(name)) {
            return Optional.empty();
        }
        return registrableDomain(name).or(() -> {
            DomainName shorter = name;
            while (shorter.labels() > 2) {
                shorter = shorter.parent().orElseThrow();
            }
            return Optional.of(shorter);
        });
    }

    /** Guava refuses names that can never be on the list, for instance those whose last label begins with a digit. */
    private static Optional<InternetDomainName> listed(DomainName name) {
        return InternetDomainName.isValid(name.ascii())
                ? Optional.of(InternetDomainName.from(name.ascii()))
                : Optional.empty();
    }
}
