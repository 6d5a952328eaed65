package io.mtasts.setup;

import io.mtasts.finding.Finding;
import io.mtasts.name.StandardNames;
import io.mtasts.setup.RolloutStep.Kind;
import io.mtasts.sts.Mode;
import io.mtasts.sts.Policy;
import io.mtasts.sts.RecordParseResult;
import io.mtasts.sts.StsRecord;
import io.mtasts.tlsrpt.TlsRptFinding;
import io.mtasts.tlsrpt.TlsRptParseResult;
import io.mtasts.tlsrpt.TlsRptParser;
import io.mtasts.verdict.PolicyCheck;
import io.mtasts.verdict.Report;
import io.mtasts.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The way from where a domain stands to the policy that is asked for. RFC 8461, 3, 8.
 *
 * <p>The policy stands before the record that announces it; a first policy is tested, and reports tell how that went.
 */
final class RolloutPlan {

    /** Senders report once a day, and some send mail only now and then. */
    private static final Duration TESTED = Duration.ofDays(14);

    private final Report report;
    private final Policy policy;
    private final StsRecord record;
    private final List<RolloutStep> steps = new ArrayList<>();

    private RolloutPlan(Report report, Policy policy, StsRecord record) {
        this.report = report;
        this.policy = policy;
        this.record = record;
    }

    static List<RolloutStep> rollout(Policy policy, StsRecord record, Report report) {
        return new RolloutPlan(report, policy, record).rolloutSteps();
    }

    /** After mode none has reached all who remember an older policy, both can go. RFC 8461, 8.3. */
    static List<RolloutStep> removal(Policy none, StsRecord record, Report report) {
        return new RolloutPlan(report, none, record).removal();
    }

    /** Whether senders apply a policy today. */
    static boolean isInForce(Report report) {
        return report.verdict()
                .filter(verdict -> verdict == Verdict.TESTING || verdict == Verdict.ENFORCING)
                .isPresent();
    }

    private List<RolloutStep> rolloutSteps() {
        if (report.tlsRpt()
                .filter(any -> any.status() == TlsRptParseResult.Status.VALID)
                .isEmpty()) {
            reports();
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
        serve(first);
        if (testFirst) {
            steps.add(RolloutStep.of(
                            Kind.READ_REPORTS,
                            "Read the reports that come in, and mend what fails; go on when a while has passed without"
                                    + " failures.")
                    .thenWait(TESTED));
            steps.add(served("Serve the policy in mode enforce.", in(Mode.ENFORCE)));
            announce(
                    "Publish the record with another new id.",
                    Setup.newRecord(report.observations().checkedAt().plus(TESTED), report));
        }
        return steps;
    }

    private List<RolloutStep> removal() {
        serve(policy);
        Duration remembered =
                Duration.ofSeconds(report.policy().policy().map(Policy::maxAge).orElse(0L));
        if (!steps.isEmpty()) {
            steps.set(steps.size() - 1, steps.get(steps.size() - 1).thenWait(remembered));
        }
        steps.add(RolloutStep.of(
                        Kind.REMOVE_RECORD,
                        "Once the longest max_age that you ever published is over, remove the record.")
                .at(report.observations().record().name(), ""));
        steps.add(RolloutStep.of(Kind.REMOVE_POLICY, "Then remove the policy and its host.")
                .at(host(), ""));
        return steps;
    }

    private void serve(Policy next) {
        boolean changes = !isServed(next);
        if (changes) {
            steps.add(served(
                    "Serve this policy. See that it comes as text/plain and without a redirect before you go on.",
                    next));
        }
        if (changes || report.record().flatMap(RecordParseResult::record).isEmpty()) {
            announce("Publish this record in the place of any other that begins with v=STSv1 there.", record);
        }
    }

    /** The order of the patterns means nothing. */
    private boolean isServed(Policy next) {
        Optional<Policy> today = report.policy().policy();
        return today.filter(any -> any.mode() == next.mode()
                        && any.maxAge() == next.maxAge()
                        && new HashSet<>(any.mx()).equals(new HashSet<>(next.mx())))
                .isPresent();
    }

    private void reports() {
        String domain = report.observations().domain().ascii();
        String publish = report.findings().stream()
                .filter(finding -> finding.code() instanceof TlsRptFinding)
                .map(Finding::suggestedText)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElseGet(() -> TlsRptParser.example(domain));
        steps.add(RolloutStep.of(
                        Kind.PUBLISH_TLS_RPT,
                        "Publish a TLS reporting record with an address that is read, so that senders tell you what fails.")
                .at(report.observations().tlsRpt().name(), publish));
    }

    private RolloutStep served(String text, Policy next) {
        return RolloutStep.of(Kind.SERVE_POLICY, text)
                .at(StandardNames.policyUrl(report.observations().domain()), next.toString());
    }

    private void announce(String text, StsRecord next) {
        steps.add(RolloutStep.of(Kind.PUBLISH_RECORD, text)
                .at(report.observations().record().name(), next.toString()));
    }

    private Policy in(Mode mode) {
        return new Policy(mode, policy.mx(), policy.maxAge());
    }

    private String host() {
        return report.observations().policy().host().name();
    }
}
