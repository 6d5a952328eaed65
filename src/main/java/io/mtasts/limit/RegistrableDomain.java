package io.mtasts.limit;

import io.mtasts.name.DomainName;
import io.mtasts.name.PublicSuffixes;

/** The key by which targets are counted: the registered name, since its owner can create any number of names below it. */
final class RegistrableDomain {

    private RegistrableDomain() {}

    /** Returns the registrable domain of the name. A public suffix, or a name below no listed one, is its own key. */
    static String of(DomainName domain) {
        return PublicSuffixes.registrableDomain(domain).orElse(domain).ascii();
    }
}
