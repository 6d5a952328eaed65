package io.mtasts.setup;

import io.mtasts.finding.Finding;
import io.mtasts.sts.Mode;
import io.mtasts.sts.MxPattern;
import io.mtasts.sts.Policy;
import io.mtasts.sts.PolicyParser;
import io.mtasts.sts.RecordParseResult;
import io.mtasts.sts.StsRecord;
import io.mtasts.verdict.DomainFinding;
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
 * What to publish so that a domain has the policy that is asked for, and the way there.
 *
 * @param record with an id that differs from the one published today
 * @param difference to the policy that is served today, where one is
 * @param findings worst first
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

    /** Why there can be no such policy: no name for its record, mail servers not known, or none that has a name. */
    public static Optional<Finding> blocker(SetupRequest wish, Report report) {
        Lookup<String> record = report.observations().record();
        if (record.outcome() == Lookup.Outcome.NAME_TOO_LONG) {
            return Optional.of(DomainFinding.DOMAIN_TOO_LONG_FOR_MTA_STS.about(record.name()));
        }
        MxCheck mx = report.mx();
        if (wish.mode() == Mode.NONE || !patterns(wish, report).mx().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(mx.known() ? Finding.worstFirst(mx.findings()).get(0) : mx.lookupFailure());
    }

    /** The set-up; only where there is no obstacle. */
    public static Setup of(SetupRequest wish, Report report) {
        MxPatternPlan patterns =
                wish.mode() == Mode.NONE ? new MxPatternPlan(List.of(), List.of()) : patterns(wish, report);
        Policy policy = new Policy(wish.mode(), patterns.mx(), wish.maxAge());
        List<Finding> findings = new ArrayList<>(patterns.findings());
        findings.addAll(PolicyParser.parse(policy.toString().getBytes(StandardCharsets.UTF_8))
                .findings());
        findings.addAll(judge(wish, report));
        StsRecord record = newRecord(report.observations().checkedAt(), report);
        return new Setup(
                record,
                policy,
                report.policy().text().map(today -> PolicyDiff.between(today, policy.toString())),
                steps(policy, record, report),
                findings);
    }

    /** A record of that time, or of the next second that is not the id published today. */
    static StsRecord newRecord(Instant time, Report report) {
        StsRecord record = StsRecord.at(time);
        boolean taken = report.record()
                .flatMap(RecordParseResult::record)
                .filter(record::equals)
                .isPresent();
        return taken ? StsRecord.at(time.plusSeconds(1)) : record;
    }

    private static MxPatternPlan patterns(SetupRequest wish, Report report) {
        return MxPatternPlan.covering(
                report.mx().servers().stream().map(MxCheck.MailServer::name).toList(), wish.patterns());
    }

    private static List<RolloutStep> steps(Policy policy, StsRecord record, Report report) {
        if (policy.mode() != Mode.NONE) {
            return RolloutPlan.rollout(policy, record, report);
        }
        return isNothingThere(report) ? List.of() : RolloutPlan.removal(policy, record, report);
    }

    private static boolean isNothingThere(Report report) {
        return report.observations().record().absent() && report.policy().status() == PolicyCheck.Status.UNREACHABLE;
    }

    private static List<Finding> judge(SetupRequest wish, Report report) {
        String domain = report.observations().domain().ascii();
        if (wish.mode() == Mode.NONE) {
            return isNothingThere(report) ? List.of(SetupFinding.SETUP_NOTHING_TO_REMOVE.about(domain)) : List.of();
        }
        List<Finding> findings = new ArrayList<>(report.mx().findings());
        if (wish.mode() == Mode.ENFORCE && !RolloutPlan.isInForce(report)) {
            findings.add(SetupFinding.SETUP_ENFORCE_UNTESTED.about(domain));
        }
        if (wish.mode() == Mode.TESTING && report.verdict().equals(Optional.of(Verdict.ENFORCING))) {
            findings.add(SetupFinding.SETUP_WEAKER
                    .about(domain)
                    .withEvidence(wish.mode().toString()));
        }
        for (MxPattern unused : report.coverage().unusedPatterns()) {
            findings.add(SetupFinding.SETUP_PATTERN_DROPPED.about(unused.toString()));
        }
        return Finding.limitPerCode(Finding.MAX_PER_HOSTS, findings);
    }
}
