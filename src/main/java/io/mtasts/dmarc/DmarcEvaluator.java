package io.mtasts.dmarc;

import static io.mtasts.dmarc.DmarcFinding.DMARC_ABSENT;
import static io.mtasts.dmarc.DmarcFinding.DMARC_CNAME;
import static io.mtasts.dmarc.DmarcFinding.DMARC_CNAME_DANGLING;
import static io.mtasts.dmarc.DmarcFinding.DMARC_INHERITED;
import static io.mtasts.dmarc.DmarcFinding.DMARC_LOOKUP_FAILED;
import static io.mtasts.dmarc.DmarcFinding.DMARC_NAME_TOO_LONG;
import static io.mtasts.dmarc.DmarcFinding.DMARC_ORGANIZATION_UNKNOWN;
import static io.mtasts.dmarc.DmarcFinding.DMARC_PSD;
import static io.mtasts.dmarc.DmarcFinding.DMARC_WRONG_NAME;

import io.mtasts.finding.Finding;
import io.mtasts.name.DomainName;
import io.mtasts.verdict.DomainFinding;
import io.mtasts.verdict.InconclusiveLookup;
import io.mtasts.verdict.Lookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges what was seen: what does a receiver that follows RFC 9989 to the letter make of mail in the name of the domain? */
public final class DmarcEvaluator {

    private final DomainName domain;
    private final TxtLookups records;
    private final TreeWalk walk;
    private final Lookup<String> atDomain;
    private final Optional<DomainName> organization;
    private final Optional<TreeWalk.Visited> applies;
    private final Optional<Lookup<String>> failed;
    private final List<ReportDestination> destinations;

    private DmarcEvaluator(DmarcObservations seen) {
        domain = seen.domain();
        records = seen.records();
        walk = TreeWalk.of(domain, records);
        atDomain = records.at(domain.ascii());
        organization = walk.failed().isPresent() ? Optional.empty() : Optional.of(walk.organizationalDomain());
        boolean known = walk.failed().isEmpty() || walk.start().record().isPresent();
        applies = known ? walk.policy() : Optional.empty();
        failed = known ? existenceFailed() : walk.failed().map(TreeWalk.Visited::lookup);
        destinations = applies.map(this::destinations).orElse(List.of());
    }

    /**
     * The report on a domain.
     *
     * @param input what there is to say of the name itself
     */
    public static DmarcReport evaluate(List<Finding> input, DmarcObservations seen) {
        return new DmarcEvaluator(seen).report(input, seen);
    }

    private DmarcReport report(List<Finding> input, DmarcObservations seen) {
        Optional<AppliedPolicy> policy = failed.isPresent()
                ? Optional.empty()
                : applies.filter(step -> !step.record().orElseThrow().ignored())
                        .map(step -> AppliedPolicy.of(step, domain, exists()));
        Optional<DmarcVerdict> verdict = failed.isPresent() ? Optional.empty() : Optional.of(verdict(policy));
        List<Finding> findings = new ArrayList<>(input);
        findings.addAll(findings(policy));
        findings = Finding.worstFirst(findings);
        return new DmarcReport(
                seen,
                verdict,
                failed.map(lookup -> new InconclusiveLookup(lookupFailed(lookup), lookup.timedOut())),
                DmarcSummary.of(domain, verdict, policy, findings),
                policy,
                organization,
                walk.steps().stream()
                        .map(step -> new DmarcReport.RecordLookup(step.lookup(), step.result()))
                        .toList(),
                destinations,
                findings);
    }

    private DmarcVerdict verdict(Optional<AppliedPolicy> policy) {
        if (policy.isEmpty()) {
            return walk.steps().stream().anyMatch(TreeWalk.Visited::intended)
                    ? DmarcVerdict.BROKEN
                    : DmarcVerdict.NOT_CONFIGURED;
        }
        if (policy.get().published() == AssessmentPolicy.NONE) {
            return DmarcVerdict.MONITORING;
        }
        return policy.get().inTest() ? DmarcVerdict.TESTING : DmarcVerdict.ENFORCING;
    }

    private List<Finding> findings(Optional<AppliedPolicy> policy) {
        List<Finding> findings = new ArrayList<>();
        failed.ifPresent(lookup -> findings.add(lookupFailed(lookup)));
        if (atDomain.outcome() == Lookup.Outcome.NX_DOMAIN && !atDomain.dangling()) {
            findings.add(DomainFinding.DOMAIN_NXDOMAIN.about(domain.ascii()));
        }
        shown().forEach(step -> findings.addAll(stepFindings(step)));
        if (failed.isEmpty()) {
            absence().ifPresent(findings::add);
            walk.failed()
                    .ifPresent(step -> findings.add(DMARC_ORGANIZATION_UNKNOWN
                            .about(step.lookup().name())
                            .withEvidence(step.lookup().failure())
                            .asTransient(true)));
        }
        misplaced()
                .forEach(found -> findings.add(DMARC_WRONG_NAME.about(ownName()).withEvidence(found)));
        policy.ifPresent(any -> findings.addAll(policyFindings(any)));
        destinations.forEach(destination -> findings.addAll(destination.findings()));
        applies.flatMap(ReportDestination::tooMany).ifPresent(findings::add);
        return findings;
    }

    /** What a public suffix asks for is no matter of those below it. */
    private List<Finding> policyFindings(AppliedPolicy policy) {
        boolean ofSuffix =
                policy.record().psd() == PsdFlag.YES && !policy.domain().equals(domain);
        return ofSuffix
                ? List.of(DMARC_PSD.about(policy.domain().ascii()))
                : AppliedPolicyCheck.findings(policy, organization);
    }

    /** What was found at a domain above matters where it applies, or where it would if it were not broken. */
    private Stream<TreeWalk.Visited> shown() {
        return walk.steps().stream()
                .filter(step -> step.result().isPresent())
                .filter(step -> walk.isStart(step)
                        || applies.filter(step::equals).isPresent()
                        || applies.isEmpty() && step.intended());
    }

    private static List<Finding> stepFindings(TreeWalk.Visited step) {
        List<Finding> findings = new ArrayList<>(step.result().orElseThrow().findings());
        List<String> cnames = step.lookup().cnames();
        String name = step.lookup().name();
        if (!cnames.isEmpty()) {
            findings.add((step.dangling() ? DMARC_CNAME_DANGLING : DMARC_CNAME)
                    .about(name)
                    .withEvidence(cnames.get(cnames.size() - 1))
                    .withSuggestedText(Tags.example(step.domain().ascii()).toString()));
        }
        if (step.lookup().outcome() == Lookup.Outcome.NAME_TOO_LONG) {
            findings.add(DMARC_NAME_TOO_LONG.about(name));
        }
        return findings;
    }

    /** That there is no record is worth saying where none was meant. */
    private Optional<Finding> absence() {
        if (applies.isPresent()) {
            return applies.filter(step -> !walk.isStart(step))
                    .map(step -> DMARC_INHERITED
                            .about(ownName())
                            .withEvidence(step.lookup().name()));
        }
        return walk.steps().stream().anyMatch(TreeWalk.Visited::intended)
                ? Optional.empty()
                : Optional.of(DMARC_ABSENT
                        .about(ownName())
                        .withSuggestedText(Tags.example(domain.ascii()).toString()));
    }

    private List<String> misplaced() {
        return Stream.concat(Stream.of(domain.ascii()), DmarcLookupPlan.misplaced(domain).stream())
                .filter(records::requested)
                .filter(name -> records.at(name).records().stream().anyMatch(DmarcRecordSelector::isRecord))
                .filter(name -> walk.start().lookup().absent())
                .toList();
    }

    private List<ReportDestination> destinations(TreeWalk.Visited policy) {
        Optional<DomainName> own = walk.isStart(policy) ? organization : Optional.of(policy.domain());
        return ReportDestination.toCheck(policy).stream()
                .map(host -> ReportDestination.of(policy.domain(), own, host, records))
                .toList();
    }

    /** A name does not exist where DNS says so of it; an alias to a name that does not exist does. RFC 8020, 2. */
    private boolean exists() {
        return atDomain.outcome() != Lookup.Outcome.NX_DOMAIN
                || !atDomain.cnames().isEmpty();
    }

    /** Whether the domain exists matters only to a record above whose sp and np differ. */
    private Optional<Lookup<String>> existenceFailed() {
        return Optional.of(atDomain)
                .filter(lookup -> !lookup.conclusive())
                .filter(lookup -> applies.filter(step -> !walk.isStart(step))
                        .filter(step -> step.record().orElseThrow().valid())
                        .filter(step -> AppliedPolicy.of(step, domain, true).published()
                                != AppliedPolicy.of(step, domain, false).published())
                        .isPresent());
    }

    private String ownName() {
        return walk.start().lookup().name();
    }

    private static Finding lookupFailed(Lookup<String> lookup) {
        return DMARC_LOOKUP_FAILED
                .about(lookup.name())
                .withEvidence(lookup.failure())
                .asTransient(true);
    }
}
