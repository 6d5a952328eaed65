package io.mtasts.limit;

import com.google.common.net.InternetDomainName;
import io.mtasts.name.DomainName;

/** What the targets are told apart by: the name that somebody registered, since below it they can make up any number. */
final class RegistrableDomain {

    private RegistrableDomain() {}

    /** By the public suffix list; a public suffix, and what is below none, stands for itself. */
    static String of(DomainName domain) {
        InternetDomainName name = InternetDomainName.from(domain.ascii());
        return name.isUnderPublicSuffix() ? name.topPrivateDomain().toString() : domain.ascii();
    }
}
