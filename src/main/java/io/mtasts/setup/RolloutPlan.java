package io.mtasts.setup;

import io.mtasts.finding.Finding;
import io.mtasts.name.StandardNames;
import io.mtasts.setup.RolloutStep.Kind;
import io.mtasts.setup.SetupRequest.IdSource;
import io.mtasts.sts.Mode;
import io.mtasts.sts.Policy;
import io.mtasts.sts.RecordParseResult;
import io.mtasts.sts.StsRecord;
import io.mtasts.tlsrpt.TlsRptFinding;
import io.mtasts.tlsrpt.TlsRptParseResult;
import io.mtasts.tlsrpt.TlsRptParser;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.PolicyCheck;
import io.mtasts.verdict.Report;
import io.mtasts.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The steps from the state of today to the requested policy. RFC 8461, 3, 8.
 *
 * <p>The policy is served before the record announces it. A first policy is in testing mode until reports show that it
 * works.
 */
final class RolloutPlan {

    /** Senders report once a day, and some send mail only now and then. */
    private static final Duration TESTING_TIME = Duration.ofDays(14);

    /**
     * How long resolvers may remember the old record, if its time to live is not known. A cache reports only what is left of
     * the time to live, so this is also the least.
     */
    private static final Duration DEFAULT_TTL = Duration.ofHours(1);

    /** The longest time that a sender may remember a policy. RFC 8461, 3.2. */
    private static final Duration MAX_REMEMBERED = Duration.ofSeconds(Policy.MAX_AGE_LIMIT);

    private final Report report;
    private final Policy policy;
    private final IdSource id;
    private final List<RolloutStep> steps = new ArrayList<>();

    private RolloutPlan(Report report, Policy policy, IdSource id) {
        this.report = report;
        this.policy = policy;
        this.id = id;
    }

    /** Returns the steps to a policy in mode testing or enforce. */
    static List<RolloutStep> rollout(Policy policy, IdSource id, Report report) {
        return new RolloutPlan(report, policy, id).rolloutSteps();
    }

    /** Returns the steps to no MTA-STS at all: mode none first, until no sender remembers an older policy. RFC 8461, 8.3. */
    static List<RolloutStep> removal(Policy none, IdSource id, Report report) {
        return new RolloutPlan(report, none, id).removalSteps();
    }

    /** Returns whether senders apply a policy today. */
    static boolean isInForce(Report report) {
        return report.verdict()
                .filter(verdict -> verdict == Verdict.TESTING || verdict == Verdict.ENFORCING)
                .isPresent();
    }

    private List<RolloutStep> rolloutSteps() {
        if (report.tlsRpt()
                .filter(tlsRpt -> tlsRpt.status() == TlsRptParseResult.Status.VALID)
                .isEmpty()) {
            addReporting();
        }
        if (!isInForce(report)) {
            steps.add(RolloutStep.of(
                    Kind.GIVE_CERTIFICATES,
                    "Give every mail server a certificate of a public authority for its name in the MX record."));
        }
        if (report.policy().status() == PolicyCheck.Status.UNREACHABLE) {
            steps.add(RolloutStep.of(
                            Kind.SET_UP_POLICY_HOST,
                            "Let this name lead to a web server that has a certificate for it.")
                    .at(host(), ""));
        }
        boolean testFirst = policy.mode() == Mode.TESTING || !isInForce(report);
        Policy first = testFirst ? in(Mode.TESTING) : policy;
        addPolicyAndRecord(first);
        if (testFirst) {
            steps.add(RolloutStep.of(
                            Kind.READ_REPORTS,
                            "Read the reports and fix what fails. Continue after some weeks without failures.")
                    .thenWait(TESTING_TIME));
            steps.add(serving("Serve the policy in mode enforce.", in(Mode.ENFORCE)));
            announce("Publish the record with another new id.", record(in(Mode.ENFORCE), TESTING_TIME));
        }
        return steps;
    }

    private List<RolloutStep> removalSteps() {
        addPolicyAndRecord(policy);
        steps.add(RolloutStep.of(
                        Kind.WAIT_FOR_SENDERS,
                        "Wait until no sender remembers an earlier policy: for the longest max_age that you ever published."
                                + " If you do not know it, wait for a year, the longest max_age that is allowed.")
                .thenWait(remembered()));
        steps.add(RolloutStep.of(
                        Kind.REMOVE_RECORD,
                        recordTarget().isPresent()
                                ? "Remove the record: delete the alias (CNAME) at this name."
                                : "Remove the record.")
                .at(report.observations().record().name(), ""));
        steps.add(RolloutStep.of(Kind.REMOVE_POLICY, "Then remove the policy and its host.")
                .at(host(), ""));
        return steps;
    }

    /** Returns how long a sender may go on with the policy of today. Which one came before mode none is not known. */
    private Duration remembered() {
        return report.policy()
                .policy()
                .filter(today -> today.mode() != Mode.NONE)
                .map(today -> Duration.ofSeconds(Math.max(today.maxAge(), policy.maxAge())))
                .orElse(MAX_REMEMBERED);
    }

    private void addPolicyAndRecord(Policy next) {
        boolean changes = !isServed(next);
        if (changes) {
            steps.add(serving(
                    "Serve this policy. Before you continue, check that it is served as text/plain and without a redirect.",
                    next));
        }
        if (changes || report.record().flatMap(RecordParseResult::record).isEmpty()) {
            announce(
                    "Publish this record. It replaces any other record at this name that begins with v=STSv1.",
                    record(next, Duration.ZERO));
            // Resolvers give out the old record until then. RFC 8461, 8.1
            steps.set(steps.size() - 1, steps.get(steps.size() - 1).thenWait(timeToLive()));
        }
    }

    /** Returns the record for a policy that is published after some time. */
    private StsRecord record(Policy next, Duration later) {
        return Setup.newRecord(id, next, report.observations().checkedAt().plus(later), report);
    }

    /** Returns how long resolvers may remember the record of today. */
    private Duration timeToLive() {
        long seconds = report.observations().record().ttlSeconds().orElse(0);
        return Duration.ofSeconds(Math.max(seconds, DEFAULT_TTL.toSeconds()));
    }

    /** Returns whether the policy is served today. The order of the patterns has no meaning. */
    private boolean isServed(Policy next) {
        Optional<Policy> today = report.policy().policy();
        return today.filter(served -> served.mode() == next.mode()
                        && served.maxAge() == next.maxAge()
                        && new HashSet<>(served.mx()).equals(new HashSet<>(next.mx())))
                .isPresent();
    }

    private void addReporting() {
        Lookup<String> lookup = report.observations().tlsRpt().lookup();
        String domain = report.observations().domain().ascii();
        String record = report.findings().stream()
                .filter(finding -> finding.code() instanceof TlsRptFinding)
                .map(Finding::suggestedText)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElseGet(() -> TlsRptParser.example(domain));
        steps.add(publishing(
                Kind.PUBLISH_TLS_RPT,
                "Publish a TLS reporting record with an address whose mail somebody reads, so that senders report failures.",
                lookup.name(),
                Lookup.target(lookup.cnames()),
                record));
    }

    private RolloutStep serving(String text, Policy next) {
        String url = StandardNames.policyUrl(report.observations().domain());
        return Lookup.target(report.observations().policy().host().cnames())
                .map(target -> text + " " + host() + " is an alias of " + target
                        + ", so its operator has to serve the policy," + " or replace the alias.")
                .map(delegated -> RolloutStep.of(Kind.SERVE_POLICY, delegated))
                .orElseGet(() -> RolloutStep.of(Kind.SERVE_POLICY, text))
                .at(url, next.toString());
    }

    private void announce(String text, StsRecord next) {
        steps.add(publishing(
                Kind.PUBLISH_RECORD, text, report.observations().record().name(), recordTarget(), next.toString()));
    }

    /** Returns the step that publishes a record. No TXT record can exist next to a CNAME record. RFC 1034, 3.6.2. */
    private static RolloutStep publishing(Kind kind, String text, String name, Optional<String> target, String record) {
        return target.map(owner -> RolloutStep.of(
                                kind,
                                text + " " + name + " is an alias of " + owner + ", so the owner of " + owner
                                        + " has to publish it there. Otherwise replace the alias by this record.")
                        .at(owner, record))
                .orElseGet(() -> RolloutStep.of(kind, text).at(name, record));
    }

    private Optional<String> recordTarget() {
        return Lookup.target(report.observations().record().cnames());
    }

    private Policy in(Mode mode) {
        return new Policy(mode, policy.mx(), policy.maxAge());
    }

    private String host() {
        return report.observations().policy().host().name();
    }
}
