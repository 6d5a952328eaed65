package io.mtasts.name;

import java.util.List;
import java.util.Optional;

/** The domains that are reserved for special use, so that no mail server on the Internet has a name in them. */
public final class SpecialUseNames {

    /**
     * RFC 6761 and the IANA registry. All of arpa is infrastructure (RFC 3172). The list leaves out test, example and
     * example.com: laboratories and documentation use them, and they can be checked like any other domain.
     */
    private static final List<String> DOMAINS =
            List.of("localhost", "local", "invalid", "onion", "alt", "internal", "arpa");

    private SpecialUseNames() {}

    /** Returns the reserved domain that the name is in or equal to, without a leading dot. */
    public static Optional<String> domainOf(String name) {
        return DOMAINS.stream()
                .filter(domain -> name.equals(domain) || name.endsWith("." + domain))
                .findFirst();
    }
}
