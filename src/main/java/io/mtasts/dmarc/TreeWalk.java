package io.mtasts.dmarc;

import io.mtasts.name.DomainName;
import io.mtasts.verdict.Lookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The DNS Tree Walk from a domain to the top, as far as it goes. RFC 9989, 4.10.
 *
 * @param steps the longest name first, which is the start
 */
record TreeWalk(List<Visited> steps) {

    private static final String LABEL = "_dmarc.";
    private static final int MAX_LABELS_AFTER_START = 7;

    /**
     * One question of the walk.
     *
     * @param result absent where the look-up failed
     */
    record Visited(DomainName domain, Lookup<String> lookup, Optional<DmarcParseResult> result) {

        Optional<DmarcRecord> record() {
            return result.flatMap(DmarcParseResult::record);
        }

        PsdFlag psd() {
            return record().map(DmarcRecord::psd).orElse(PsdFlag.UNKNOWN);
        }

        /** Whether somebody set a record up here, well or badly. */
        boolean intended() {
            return dangling()
                    || result.filter(r -> r.status() != DmarcParseResult.Status.ABSENT)
                            .isPresent();
        }

        /** An alias to nothing, or to a name that is meant for such records; any other comes of a wildcard. */
        boolean dangling() {
            return lookup.dangling()
                    || lookup.absent() && lookup.cnames().stream().anyMatch(alias -> alias.startsWith(LABEL));
        }
    }

    TreeWalk {
        steps = List.copyOf(steps);
    }

    /** The domains whose _dmarc names a walk from the start asks for, eight at most. */
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
        return LABEL + domain;
    }

    /** The walk from the start; what was asked beyond the point at which it ends does not count. */
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
                        ? Optional.of(DmarcRecordSelector.read(lookup.name(), domain.ascii(), lookup.records()))
                        : Optional.empty());
    }

    Visited start() {
        return steps.get(0);
    }

    /** The first question that was not answered; what is above the start counts only as far as the walk goes. */
    Optional<Visited> failed() {
        return steps.stream().filter(step -> step.result().isEmpty()).findFirst();
    }

    /** RFC 9989, 4.10.2; right only where no question failed. */
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

    /** Where the record stands that applies to the start: there, at its Organizational Domain, or at the suffix above. */
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
