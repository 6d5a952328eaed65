package io.mtasts.probe;

import io.mtasts.dns.Resolver;
import io.mtasts.name.DomainName;
import io.mtasts.name.StandardNames;
import io.mtasts.sts.StsRecordSelector;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.Observations.MisplacedRecords;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A finder of MTA-STS records at the wrong names where people often publish them. */
final class MisplacedRecordFinder {

    private static final int MAX_PARENTS = 3;

    private final Resolver resolver;

    MisplacedRecordFinder(Resolver resolver) {
        this.resolver = resolver;
    }

    /** Looks up the wrong names of a domain. */
    Uni<MisplacedRecords> find(DomainName domain) {
        List<String> parents = parents(domain);
        return Uni.combine()
                .all()
                .unis(
                        withRecord(wrongNames(domain)),
                        withRecord(parents.stream()
                                .map(parent -> StandardNames.STS_RECORD_LABEL + "." + parent)
                                .toList()))
                .with((wrong, parentNames) -> new MisplacedRecords(
                        wrong,
                        parents.stream()
                                .filter(parent -> parentNames.contains(StandardNames.STS_RECORD_LABEL + "." + parent))
                                .toList()));
    }

    /** Returns the domain, misspelled labels, and the result of entering the full name in a panel that appends the domain. */
    private static List<String> wrongNames(DomainName domain) {
        return List.of(
                domain.ascii(),
                StandardNames.policyHost(domain),
                "_mta_sts." + domain,
                "_mtasts." + domain,
                StandardNames.stsRecord(domain) + "." + domain);
    }

    private static List<String> parents(DomainName domain) {
        List<String> parents = new ArrayList<>();
        Optional<DomainName> parent = domain.parent();
        while (parent.isPresent() && parent.get().labels() >= 2 && parents.size() < MAX_PARENTS) {
            parents.add(parent.get().ascii());
            parent = parent.get().parent();
        }
        return parents;
    }

    private Uni<List<String>> withRecord(List<String> names) {
        return names.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Uni.join()
                        .all(names.stream().map(resolver::txt).toList())
                        .andFailFast()
                        .map(lookups -> lookups.stream()
                                .filter(lookup -> lookup.records().stream().anyMatch(StsRecordSelector::isRecord))
                                .map(Lookup::name)
                                .toList());
    }
}
