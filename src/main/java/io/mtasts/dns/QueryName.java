package io.mtasts.dns;

import io.mtasts.name.DomainName;
import io.mtasts.verdict.Lookup.Outcome;
import java.util.List;
import java.util.Optional;

/** A check of whether a text can be queried as a name. */
final class QueryName {

    private static final int MAX_LABEL = 63;

    private QueryName() {}

    /** Returns the outcome for a name that cannot be queried. Empty if it can be. The root, which has no label, can be. */
    static Optional<Outcome> fault(String name) {
        List<String> labels = name.isEmpty() ? List.of() : List.of(name.split("\\.", -1));
        // An escape is an octet that no host name has.
        boolean plain = name.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '\\');
        if (!plain || labels.contains("")) {
            return Optional.of(Outcome.MALFORMED);
        }
        boolean fits = name.length() <= DomainName.MAX_LENGTH && labels.stream().allMatch(l -> l.length() <= MAX_LABEL);
        return fits ? Optional.empty() : Optional.of(Outcome.NAME_TOO_LONG);
    }
}
