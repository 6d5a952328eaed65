package io.mtasts.dmarc;

import io.mtasts.name.DomainName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which TXT records a check of a domain has to see, in two rounds: the second depends on what the first has found. */
public final class DmarcLookupPlan {

    private DmarcLookupPlan() {}

    /** The DNS Tree Walk; and the domain itself, which tells whether it exists, and may hold a misplaced record. */
    public static List<String> first(DomainName domain) {
        List<String> names = new ArrayList<>(
                TreeWalk.domains(domain).stream().map(TreeWalk::nameFor).toList());
        names.add(domain.ascii());
        return names;
    }

    /** Names at which people put a record by mistake, where there is none; whether destinations take the reports. */
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

    /** The label without its underscore, and the full name entered into a panel that appends the domain once more. */
    static List<String> misplaced(DomainName domain) {
        return List.of("dmarc." + domain, TreeWalk.nameFor(domain) + "." + domain);
    }
}
