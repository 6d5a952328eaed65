package io.mtasts.dmarc;

import io.mtasts.name.DomainName;
import io.mtasts.verdict.Lookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The DNS Tree Walk from a domain to the top-level domain, as far as it goes. RFC 9989, 4.10.
 *
 * @param steps the longest name first, which is the start
 */
record TreeWalk(List<Visited> steps) {

    private static final String LABEL = "_dmarc";
    private static final int MAX_LABELS_AFTER_START = 7;

    /**
     * One query of the walk.
     *
     * @param result absent if the lookup failed
     */
    record Visited(DomainName domain, Lookup<String> lookup, Optional<DmarcParseResult> result) {

        Optional<DmarcRecord> record() {
            return result.flatMap(DmarcParseResult::record);
        }

        PsdFlag psd() {
            return record().map(DmarcRecord::psd).orElse(PsdFlag.UNKNOWN);
        }

        /** Returns the name at the end of the aliases, if there are any and they lead to a record. */
        Optional<String> aliasTarget() {
            return dangling() ? Optional.empty() : Lookup.target(lookup.cnames());
        }

        /** Returns whether somebody set up a record here, valid or not. */
        boolean intended() {
            return dangling()
                    || result.filter(r -> r.status() != DmarcParseResult.Status.ABSENT)
                            .isPresent();
        }

        /** Returns whether this is an alias of nothing, or of a name for such records. Others come from a wildcard. */
        boolean dangling() {
            return lookup.isFailedDelegation(LABEL);
        }
    }

    TreeWalk {
        steps = List.copyOf(steps);
    }

    /** Returns the domains whose _dmarc names a walk queries, eight at most. */
    static List<DomainName> domains(DomainName start) {
        List<DomainName> domains = new ArrayList<>(List.of(start));
        Optional<DomainName> next = start.parent();
        while (next.isPresent()) {
            if (next.get().labels() <= MAX_LABELS_AFTER_START) {
                domains.add(next.get());
            }
            next = next.get().parent();
        }
        return domains;
    }

    static String nameFor(DomainName domain) {
        return LABEL + "." + domain;
    }

    /** Returns the walk from the start. Records beyond the point at which it ends do not count. */
    static TreeWalk of(DomainName start, TxtLookups records) {
        List<Visited> steps = new ArrayList<>();
        for (DomainName domain : domains(start)) {
            Visited step = step(domain, records.at(nameFor(domain)));
            steps.add(step);
            if (step.psd().endsWalk()) {
                break;
            }
        }
        return new TreeWalk(steps);
    }

    private static Visited step(DomainName domain, Lookup<String> lookup) {
        return new Visited(
                domain,
                lookup,
                lookup.conclusive()
                        ? Optional.of(DmarcRecordSelector.read(lookup.name(), lookup.records()))
                        : Optional.empty());
    }

    Visited start() {
        return steps.get(0);
    }

    /** Returns the first failed query. Records above it do not count. */
    Optional<Visited> failed() {
        return steps.stream().filter(step -> step.result().isEmpty()).findFirst();
    }

    /** Returns the Organizational Domain, which is right only if no query failed. RFC 9989, 4.10.2. */
    DomainName organizationalDomain() {
        Visited last = start();
        for (Visited step : steps) {
            if (step.psd() == PsdFlag.YES && !isStart(step)) {
                return childOf(step.domain());
            }
            if (step.record().isPresent()) {
                last = step;
            }
        }
        return last.domain();
    }

    /** Returns the step whose record applies to the start: itself, its Organizational Domain, or the suffix above. */
    Optional<Visited> policy() {
        if (start().record().isPresent()) {
            return Optional.of(start());
        }
        DomainName organization = organizationalDomain();
        return steps.stream()
                .filter(step -> step.record().isPresent())
                .filter(step -> step.domain().equals(organization) || step.psd() == PsdFlag.YES)
                .findFirst();
    }

    boolean isStart(Visited step) {
        return step.domain().equals(start().domain());
    }

    private DomainName childOf(DomainName suffix) {
        DomainName below = start().domain();
        while (!below.parent().equals(Optional.of(suffix))) {
            below = below.parent().orElseThrow();
        }
        return below;
    }
}
