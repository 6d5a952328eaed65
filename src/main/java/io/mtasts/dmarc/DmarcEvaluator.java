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

import io.mtasts.finding.Correction;
import io.mtasts.finding.Finding;
import io.mtasts.name.DomainName;
import io.mtasts.verdict.DomainFinding;
import io.mtasts.verdict.InconclusiveLookup;
import io.mtasts.verdict.Lookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An evaluator for DMARC: what does a receiver that follows RFC 9989 to the letter do with mail from the domain? */
public final class DmarcEvaluator {

    private static final AppliedPolicyCheck.Result NOTHING = new AppliedPolicyCheck.Result(List.of(), Optional.empty());

    private final DomainName domain;
    private final TxtLookups records;
    private final TreeWalk walk;
    private final Lookup<String> atDomain;
    private final Optional<DomainName> organization;
    private final Optional<TreeWalk.Visited> applies;
    private final Optional<Lookup<String>> failed;
    private final List<ReportDestination> destinations;

    private DmarcEvaluator(DmarcObservations observations) {
        domain = observations.domain();
        records = observations.records();
        walk = TreeWalk.of(domain, records);
        atDomain = records.at(domain.ascii());
        organization = walk.failed().isPresent() ? Optional.empty() : Optional.of(walk.organizationalDomain());
        boolean known = walk.failed().isEmpty() || walk.start().record().isPresent();
        applies = known ? walk.policy() : Optional.empty();
        failed = known ? existenceFailed() : walk.failed().map(TreeWalk.Visited::lookup);
        destinations = applies.map(this::destinations).orElse(List.of());
    }

    /**
     * Returns the report on a domain.
     *
     * @param input the findings about the name itself
     */
    public static DmarcReport evaluate(List<Finding> input, DmarcObservations observations) {
        return new DmarcEvaluator(observations).report(input, observations);
    }

    private DmarcReport report(List<Finding> input, DmarcObservations observations) {
        Optional<AppliedPolicy> policy = failed.isPresent()
                ? Optional.empty()
                : applies.filter(step -> !step.record().orElseThrow().ignored())
                        .map(step -> AppliedPolicy.of(step, domain, exists()));
        Optional<DmarcVerdict> verdict = failed.isPresent() ? Optional.empty() : Optional.of(verdict(policy));
        AppliedPolicyCheck.Result check = policy.map(this::check).orElse(NOTHING);
        List<Finding> findings = new ArrayList<>(input);
        findings.addAll(findings(check.findings()));
        findings = Finding.worstFirst(findings);
        return new DmarcReport(
                observations,
                verdict,
                failed.map(lookup -> new InconclusiveLookup(lookupFailed(lookup), lookup.timedOut())),
                DmarcSummary.of(domain, verdict, policy, findings),
                policy,
                organization,
                walk.steps().stream()
                        .map(step -> new DmarcReport.RecordLookup(step.lookup(), step.result()))
                        .toList(),
                destinations,
                shown().flatMap(step -> correction(step).stream()).findFirst().or(check::correction),
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

    private List<Finding> findings(List<Finding> aboutPolicy) {
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
        findings.addAll(aboutPolicy);
        destinations.forEach(destination -> findings.addAll(destination.findings()));
        applies.flatMap(ReportDestination::tooMany).ifPresent(findings::add);
        return findings;
    }

    /** Checks the policy. What a public suffix asks for is not the concern of a domain below it. */
    private AppliedPolicyCheck.Result check(AppliedPolicy policy) {
        boolean ofSuffix =
                policy.record().psd() == PsdFlag.YES && !policy.domain().equals(domain);
        TreeWalk.Visited step = applies.orElseThrow();
        if (ofSuffix) {
            return new AppliedPolicyCheck.Result(
                    List.of(DMARC_PSD.about(policy.domain().ascii())), Optional.empty());
        }
        AppliedPolicyCheck.Result result = AppliedPolicyCheck.check(
                policy, organization, below(step), correction(step).filter(text -> isChecked(step)));
        return new AppliedPolicyCheck.Result(
                atTarget(step, result.findings()), result.correction().map(correction -> atTarget(step, correction)));
    }

    private boolean isChecked(TreeWalk.Visited step) {
        return shown().anyMatch(step::equals);
    }

    /** Returns the policy for names below the domain if its record does not apply to them. RFC 9989, 4.10.1. */
    private Optional<AppliedPolicy> below(TreeWalk.Visited step) {
        return organization
                .filter(above -> walk.isStart(step) && !above.equals(domain))
                .filter(above -> step.psd() == PsdFlag.UNKNOWN)
                .flatMap(above -> walk.steps().stream()
                        .filter(other -> other.domain().equals(above))
                        .findFirst())
                .filter(other ->
                        other.record().filter(record -> !record.ignored()).isPresent())
                .map(other -> AppliedPolicy.of(other, domain, true));
    }

    private static Optional<Correction> correction(TreeWalk.Visited step) {
        return step.result().flatMap(DmarcParseResult::correction).map(correction -> atTarget(step, correction));
    }

    /** Nothing can be published next to a CNAME record, so the record at the target has to change. RFC 1034, 3.6.2. */
    private static Correction atTarget(TreeWalk.Visited step, Correction correction) {
        return step.aliasTarget().map(correction::at).orElse(correction);
    }

    private static List<Finding> atTarget(TreeWalk.Visited step, List<Finding> findings) {
        return step.aliasTarget()
                .map(target -> findings.stream()
                        .map(finding -> finding.suggestsText() ? finding.withAliasTarget(target) : finding)
                        .toList())
                .orElse(findings);
    }

    /** Returns the steps with findings to report: a domain above counts if its record applies, or is broken. */
    private Stream<TreeWalk.Visited> shown() {
        return walk.steps().stream()
                .filter(step -> step.result().isPresent())
                .filter(step -> walk.isStart(step)
                        || applies.filter(step::equals).isPresent()
                        || applies.isEmpty() && step.intended());
    }

    private static List<Finding> stepFindings(TreeWalk.Visited step) {
        List<Finding> findings =
                new ArrayList<>(atTarget(step, step.result().orElseThrow().findings()));
        String name = step.lookup().name();
        Lookup.target(step.lookup().cnames()).ifPresent(target -> {
            Finding alias = (step.dangling() ? DMARC_CNAME_DANGLING : DMARC_CNAME)
                    .about(name)
                    .withEvidence(target);
            findings.add(
                    step.dangling()
                            ? alias.withSuggestedText(
                                    Tags.example(step.domain().ascii()).toString())
                            : alias);
        });
        if (step.lookup().outcome() == Lookup.Outcome.NAME_TOO_LONG) {
            findings.add(DMARC_NAME_TOO_LONG.about(name));
        }
        return findings;
    }

    /** Returns the finding that there is no record here, unless something was intended to be one. */
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
                .map(host -> ReportDestination.of(policy, own, host, records))
                .toList();
    }

    /** Returns whether the name exists. An alias of a name that does not exist does exist itself. RFC 8020, 2. */
    private boolean exists() {
        return atDomain.outcome() != Lookup.Outcome.NX_DOMAIN
                || !atDomain.cnames().isEmpty();
    }

    /** Returns the failed lookup of the domain if its existence matters: to a record above whose sp and np differ. */
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
                .withRemedy(lookup.failureRemedy())
                .asTransient(lookup.mayRecover());
    }
}
