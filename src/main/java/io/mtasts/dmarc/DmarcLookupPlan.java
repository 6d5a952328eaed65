package io.mtasts.dmarc;

import io.mtasts.name.DomainName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A plan of the TXT lookups for a check, in two rounds. The second depends on the results of the first. */
public final class DmarcLookupPlan {

    private DmarcLookupPlan() {}

    /** Returns the names of the DNS Tree Walk and the domain itself, which may not exist or have a misplaced record. */
    public static List<String> first(DomainName domain) {
        List<String> names = new ArrayList<>(
                TreeWalk.domains(domain).stream().map(TreeWalk::nameFor).toList());
        names.add(domain.ascii());
        return names;
    }

    /** Returns names at which records are misplaced, if there is none, and names of authorization records. */
    public static List<String> second(DomainName domain, TxtLookups first) {
        TreeWalk walk = TreeWalk.of(domain, first);
        Set<String> names = new LinkedHashSet<>();
        if (walk.start().lookup().absent()) {
            names.addAll(misplaced(domain));
        }
        if (walk.start().result().isPresent()) {
            walk.policy()
                    .ifPresent(policy -> ReportDestination.toCheck(policy).forEach(host -> {
                        names.add(ReportDestination.authorizationName(policy.domain(), host));
                        TreeWalk.domains(host).forEach(above -> names.add(TreeWalk.nameFor(above)));
                    }));
        }
        names.removeIf(first::requested);
        return List.copyOf(names);
    }

    /** Returns the name without the underscore, and the full name with the domain appended once more by a DNS panel. */
    static List<String> misplaced(DomainName domain) {
        return List.of("dmarc." + domain, TreeWalk.nameFor(domain) + "." + domain);
    }
}
