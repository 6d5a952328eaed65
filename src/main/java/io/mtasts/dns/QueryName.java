package io.mtasts.dns;

import io.mtasts.name.DomainName;
import io.mtasts.verdict.Lookup.Outcome;
import java.util.List;
import java.util.Optional;

/** Says of a text whether it can be asked for as a name. */
final class QueryName {

    private static final int MAX_LABEL = 63;

    private QueryName() {}

    /** What comes of a name that cannot be asked for; empty if it can. The root can, though it has no label. */
    static Optional<Outcome> fault(String name) {
        List<String> labels = name.isEmpty() ? List.of() : List.of(name.split("\\.", -1));
        // An escape stands for an octet that no host name has, and Netty has no way to ask for it.
        boolean plain = name.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '\\');
        if (!plain || labels.contains("")) {
            return Optional.of(Outcome.MALFORMED);
        }
        boolean fits = name.length() <= DomainName.MAX_LENGTH && labels.stream().allMatch(l -> l.length() <= MAX_LABEL);
        return fits ? Optional.empty() : Optional.of(Outcome.NAME_TOO_LONG);
    }
}
