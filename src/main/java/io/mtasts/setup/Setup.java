package io.mtasts.setup;

import io.mtasts.finding.Finding;
import io.mtasts.setup.SetupRequest.IdSource;
import io.mtasts.sts.Mode;
import io.mtasts.sts.MxPattern;
import io.mtasts.sts.Policy;
import io.mtasts.sts.PolicyId;
import io.mtasts.sts.PolicyParser;
import io.mtasts.sts.RecordParseResult;
import io.mtasts.sts.StsRecord;
import io.mtasts.verdict.DomainFinding;
import io.mtasts.verdict.InconclusiveLookup;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.MxCheck;
import io.mtasts.verdict.PolicyCheck;
import io.mtasts.verdict.Report;
import io.mtasts.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What to publish so that a domain has the requested policy, and the steps to get there.
 *
 * @param record a record whose id differs from the one published today, unless it is made from the policy of today
 * @param difference to the policy that is served today, if one is served
 * @param findings the worst first
 */
public record Setup(
        StsRecord record,
        Policy policy,
        Optional<PolicyDiff> difference,
        List<RolloutStep> steps,
        List<Finding> findings) {

    public Setup {
        steps = List.copyOf(steps);
        findings = Finding.worstFirst(findings);
    }

    /**
     * Returns the failed lookup without which no setup is safe: the state of today decides about the steps, and the mail
     * servers about the policy.
     */
    public static Optional<InconclusiveLookup> inconclusive(SetupRequest request, Report report) {
        return report.inconclusive().filter(lookup -> report.record().isEmpty()).or(() -> {
            MxCheck mx = report.mx();
            boolean isNeeded = request.mode() != Mode.NONE && !mx.known();
            return isNeeded
                    ? Optional.of(new InconclusiveLookup(
                            mx.lookupFailure(), report.observations().mx().timedOut()))
                    : Optional.empty();
        });
    }

    /**
     * Returns why there can be no setup: a lookup failed, the name of the record would be too long, or there is no mail
     * server that can be reached and that a policy can name.
     */
    public static Optional<Finding> blocker(SetupRequest request, Report report) {
        Lookup<String> record = report.observations().record();
        if (record.outcome() == Lookup.Outcome.NAME_TOO_LONG) {
            return Optional.of(DomainFinding.DOMAIN_TOO_LONG_FOR_MTA_STS.about(record.name()));
        }
        Optional<Finding> unknown = inconclusive(request, report).map(InconclusiveLookup::finding);
        if (unknown.isPresent()
                || request.mode() == Mode.NONE
                || !patterns(request, report).mx().isEmpty()) {
            return unknown;
        }
        return Finding.worstFirst(report.mx().findings()).stream().findFirst();
    }

    /** Returns the setup. Call it only if there is no {@link #blocker}. */
    public static Setup of(SetupRequest request, Report report) {
        MxPatternPlan patterns = request.mode() == Mode.NONE ? unchanged(report) : patterns(request, report);
        Policy policy = new Policy(request.mode(), patterns.mx(), request.maxAge());
        List<Finding> findings = new ArrayList<>(patterns.findings());
        findings.addAll(PolicyParser.parse(policy.toString().getBytes(StandardCharsets.UTF_8))
                .findings());
        findings.addAll(evaluate(request, report));
        StsRecord record = newRecord(request.id(), policy, report.observations().checkedAt(), report);
        return new Setup(
                record,
                policy,
                report.policy().text().map(today -> PolicyDiff.between(today, policy.toString())),
                steps(request.id(), policy, report),
                findings);
    }

    /** Returns the record for a policy that is published at that time. */
    static StsRecord newRecord(IdSource id, Policy policy, Instant time, Report report) {
        return id == IdSource.HASH ? new StsRecord(PolicyId.of(policy.toString())) : newRecord(time, report);
    }

    /** Returns a record of that time, or of the next second if its id is the one published today. */
    private static StsRecord newRecord(Instant time, Report report) {
        StsRecord record = StsRecord.at(time);
        boolean taken = report.record()
                .flatMap(RecordParseResult::record)
                .filter(record::equals)
                .isPresent();
        return taken ? StsRecord.at(time.plusSeconds(1)) : record;
    }

    private static MxPatternPlan patterns(SetupRequest request, Report report) {
        return MxPatternPlan.covering(report.mx().namesToCover(), request.patterns());
    }

    /** Mode none needs no patterns, but some senders reject a policy without any. RFC 8461, 3.2. */
    private static MxPatternPlan unchanged(Report report) {
        List<MxPattern> today = report.policy().policy().map(Policy::mx).orElse(List.of());
        return today.isEmpty()
                ? MxPatternPlan.covering(report.mx().namesToCover(), SetupRequest.PatternStyle.EXACT)
                : new MxPatternPlan(today.stream().distinct().toList(), List.of());
    }

    private static List<RolloutStep> steps(IdSource id, Policy policy, Report report) {
        if (policy.mode() != Mode.NONE) {
            return RolloutPlan.rollout(policy, id, report);
        }
        return isNothingPublished(report) ? List.of() : RolloutPlan.removal(policy, id, report);
    }

    private static boolean isNothingPublished(Report report) {
        return report.observations().record().absent() && report.policy().status() == PolicyCheck.Status.UNREACHABLE;
    }

    private static List<Finding> evaluate(SetupRequest request, Report report) {
        String domain = report.observations().domain().ascii();
        if (request.mode() == Mode.NONE) {
            return isNothingPublished(report) ? List.of(SetupFinding.SETUP_NOTHING_TO_REMOVE.about(domain)) : List.of();
        }
        List<Finding> findings = new ArrayList<>(report.mx().findings());
        if (request.mode() == Mode.ENFORCE && !RolloutPlan.isInForce(report)) {
            findings.add(SetupFinding.SETUP_ENFORCE_UNTESTED.about(domain));
        }
        if (request.mode() == Mode.TESTING && report.verdict().equals(Optional.of(Verdict.ENFORCING))) {
            findings.add(SetupFinding.SETUP_WEAKER
                    .about(domain)
                    .withEvidence(request.mode().toString()));
        }
        for (MxPattern unused : report.coverage().unusedPatterns()) {
            findings.add(SetupFinding.SETUP_PATTERN_DROPPED.about(unused.toString()));
        }
        return Finding.limitPerCode(Finding.MAX_PER_HOSTS, findings);
    }
}
