package io.mtasts.plan;

import io.mtasts.name.DomainName;
import io.mtasts.name.StandardNames;
import io.mtasts.plan.PlanStep.Kind;
import io.mtasts.sender.PolicyCache;
import io.mtasts.sender.Sender;
import io.mtasts.sender.SenderMatrix;
import io.mtasts.sts.Mode;
import io.mtasts.sts.Policy;
import io.mtasts.sts.PolicyParser;
import io.mtasts.sts.StsRecord;
import io.mtasts.text.ListSummary;
import io.mtasts.text.TimeText;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The steps of a change at given times, in the words that people read. */
final class PlanSteps {

    /** Senders report once a day, and some send mail only now and then. */
    static final Duration TESTING_TIME = Duration.ofDays(14);

    /** The sender that relies longest on a fetched file, even if it sees a new id. */
    private static final Sender REUSE = SenderMatrix.current().senders().stream()
            .filter(sender -> sender.cache().detection() == PolicyCache.Detection.ID)
            .max(Comparator.comparing((Sender sender) -> sender.cache().within()))
            .orElseThrow();

    /** How long a policy is served before its record is published. */
    static final Duration SERVING_TIME = REUSE.cache().within();

    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final IntendedChange change;
    private final CurrentSetup today;
    private final Optional<Policy> bridge;
    private final List<PlanStep> steps = new ArrayList<>();

    private PlanSteps(IntendedChange change, Optional<Policy> bridge) {
        this.change = change;
        today = change.today();
        this.bridge = bridge;
    }

    /**
     * Returns the steps in their order.
     *
     * @param bridge the policy that is published before the change
     * @param lastRecord when the record of that policy is published at the latest
     * @param senders when the senders leave the old policies, the last one first; empty if that does not matter
     */
    static List<PlanStep> of(
            IntendedChange change,
            Optional<Policy> bridge,
            Instant lastRecord,
            Instant cutOver,
            List<SenderSchedule> senders) {
        PlanSteps plan = new PlanSteps(change, bridge);
        plan.addAll(lastRecord, cutOver, senders);
        return List.copyOf(plan.steps);
    }

    private void addAll(Instant lastRecord, Instant cutOver, List<SenderSchedule> senders) {
        boolean waits = !senders.isEmpty();
        List<String> retired = change.retired();
        addPreparation(cutOver);
        bridge.ifPresent(policy ->
                publish(policy, bridgeText(policy), bridgeReason(policy, waits), today.now(), Optional.of(lastRecord)));
        if (waits) {
            steps.add(waitForSenders(lastRecord, cutOver, senders));
        }
        if (change.changesMx()) {
            steps.add(changeMx(waits, cutOver));
        }
        Instant gone = cutOver;
        if (!retired.isEmpty()) {
            gone = cutOver.plus(today.mxTtl());
            steps.add(waitForResolvers(retired, cutOver, gone));
        }
        if (change.removes()) {
            addRemoval(cutOver);
        } else if (change.target().isPresent()) {
            addTarget(change.target().get(), gone);
        }
        if (!retired.isEmpty()) {
            steps.add(PlanStep.of(
                    Kind.SWITCH_OFF_SERVERS,
                    "Switch off the old mail servers when their queues are empty: " + ListSummary.summarize(retired)
                            + ".",
                    "No resolver remembers the old MX records any more.",
                    gone));
        }
    }

    private void addPreparation(Instant cutOver) {
        List<String> added = change.added();
        if (!added.isEmpty()) {
            steps.add(PlanStep.of(
                            Kind.PREPARE_SERVERS,
                            "Prepare the new mail servers: STARTTLS, and a certificate of a public authority for the name in the"
                                    + " MX record. This is about " + ListSummary.summarize(added) + ".",
                            "Senders that apply the policy do not deliver to a server without a valid certificate.",
                            today.now())
                    .until(cutOver));
        }
    }

    private static String bridgeText(Policy policy) {
        return switch (policy.mode()) {
            case ENFORCE, TESTING -> "Serve a policy that covers the old and the new mail servers.";
            case NONE -> "Serve a policy in mode none.";
        };
    }

    private String bridgeReason(Policy policy, boolean waits) {
        if (policy.mode() == Mode.NONE) {
            return "Senders that fetch it treat the domain as if it had no MTA-STS. Do not remove the record before: senders"
                    + " would go on with the policy that they remember.";
        }
        List<String> refused = today.applied()
                .filter(current -> current.mode() == Mode.ENFORCE)
                .map(current -> PatternSets.uncovered(current.mx(), today.servers()))
                .orElse(List.of());
        if (!refused.isEmpty()) {
            return "The policy of today leaves out " + ListSummary.summarize(refused)
                    + ", so that senders refuse mail to it already. Do this now.";
        }
        if (waits) {
            return "A sender that fetches the policy from now on accepts all these servers, before and after the change.";
        }
        return today.verdict() == Verdict.ENFORCING
                ? "A sender that fetches it delivers to the new mail servers even if their certificates are not valid."
                : "Without it, senders report failures for the new mail servers.";
    }

    /**
     * Adds the steps that publish a policy: first the policy, then the record. RFC 8461, 8.1.
     *
     * @param from when the policy may be served
     * @param lastRecord when the record is published at the latest; empty if a later time does no harm
     */
    private void publish(Policy policy, String text, String reason, Instant from, Optional<Instant> lastRecord) {
        PlanStep serve = PlanStep.of(Kind.SERVE_POLICY, text + operator(), reason, from)
                .at(StandardNames.policyUrl(today.domain()), parsed(policy));
        Instant firstRecord = from.plus(SERVING_TIME);
        PlanStep announce = PlanStep.of(
                        Kind.PUBLISH_RECORD,
                        "Publish the record with a new id, at least " + TimeText.exact(SERVING_TIME)
                                + " after the policy is served.",
                        "Senders that compare ids fetch the policy again. " + REUSE.name()
                                + " keeps a fetched file for that long, and would take the old policy for the new one.",
                        firstRecord)
                .at(today.recordOwner(), new StsRecord(ID.format(lastRecord.orElse(firstRecord))).toString())
                .after(SERVING_TIME);
        steps.add(lastRecord
                .map(latest -> serve.until(latest.minus(SERVING_TIME)))
                .orElse(serve));
        steps.add(lastRecord.map(announce::until).orElse(announce));
    }

    /** Returns the text of a policy. The parser of this service has to read the same from it. */
    private static String parsed(Policy policy) {
        String text = policy.toString();
        if (!PolicyParser.parse(text.getBytes(StandardCharsets.UTF_8))
                .policy()
                .filter(policy::equals)
                .isPresent()) {
            throw new IllegalStateException("the parser does not accept a generated policy");
        }
        return text;
    }

    private String operator() {
        String host = today.policyHost().name();
        return Lookup.target(today.policyHost().cnames())
                .map(alias -> " " + host + " is an alias of " + alias + ", so its operator has to serve it.")
                .orElse("");
    }

    private PlanStep waitForSenders(Instant lastRecord, Instant cutOver, List<SenderSchedule> senders) {
        Instant forgotten = senders.get(0).forgottenAt();
        Instant start = bridge.isPresent() ? lastRecord : today.now();
        List<String> latest = senders.stream()
                .filter(sender -> sender.forgottenAt().equals(forgotten))
                .map(sender -> sender.sender().name())
                .toList();
        return PlanStep.of(
                        Kind.WAIT_FOR_SENDERS,
                        bridge.isPresent()
                                ? "Wait until no sender remembers the old policy."
                                : "Wait until no sender remembers an earlier policy.",
                        "A sender may use a remembered policy until it expires. " + ListSummary.summarize(latest)
                                + (latest.size() == 1 ? " remembers" : " remember") + " it longest.",
                        bridge.isPresent() ? today.now().plus(SERVING_TIME) : today.now())
                .until(cutOver)
                .after(Duration.between(start, forgotten));
    }

    private PlanStep changeMx(boolean waits, Instant cutOver) {
        List<String> servers = change.servers().stream().map(DomainName::ascii).toList();
        return PlanStep.of(
                        Kind.CHANGE_MX,
                        "Change the MX records" + (servers.isEmpty() ? "" : " to " + ListSummary.summarize(servers))
                                + ".",
                        waits
                                ? "No known sender remembers an enforced policy any more that leaves out a new mail server."
                                : "No enforced policy that a known sender may remember leaves out a new mail server.",
                        cutOver)
                .at(today.domain().ascii(), "");
    }

    private PlanStep waitForResolvers(List<String> retired, Instant cutOver, Instant gone) {
        return PlanStep.of(
                        Kind.WAIT_FOR_RESOLVERS,
                        "Keep the old mail servers running, and keep them in the policy.",
                        "Resolvers may remember the old MX records until then, so that mail still arrives at "
                                + ListSummary.summarize(retired) + ".",
                        cutOver)
                .until(gone)
                .after(today.mxTtl());
    }

    /** @param from when the old mail servers are no longer used */
    private void addTarget(Policy policy, Instant from) {
        Mode first = change.firstMode();
        Policy next = new Policy(first, policy.mx(), policy.maxAge());
        boolean isPublished =
                bridge.map(before -> IntendedChange.isSame(before, next)).orElseGet(() -> change.isApplied(next));
        if (!isPublished) {
            boolean isFirst = today.verdict() == Verdict.NOT_CONFIGURED || today.verdict() == Verdict.DISABLED;
            boolean keepsAll = change.retired().isEmpty() || isFirst;
            publish(
                    next,
                    keepsAll ? "Serve the new policy." : "Serve the policy without the old mail servers.",
                    keepsAll
                            ? "All mail servers in use are in it."
                            : "No mail arrives at the old mail servers any more.",
                    from,
                    Optional.empty());
        }
        if (first != policy.mode()) {
            addTesting(policy, isPublished ? from : from.plus(SERVING_TIME));
        }
    }

    private void addTesting(Policy policy, Instant start) {
        Instant end = start.plus(TESTING_TIME);
        steps.add(PlanStep.of(
                        Kind.READ_REPORTS,
                        "Read the TLS reports and fix what fails.",
                        "The domain has not enforced a policy with these servers yet. Mistakes show in reports before they"
                                + " cost mail.",
                        start)
                .until(end)
                .after(TESTING_TIME));
        publish(
                policy,
                "Serve the policy in mode " + policy.mode() + ".",
                "Continue only if the reports show no failures.",
                end,
                Optional.empty());
    }

    private void addRemoval(Instant cutOver) {
        if (today.verdict() == Verdict.NOT_CONFIGURED) {
            return;
        }
        steps.add(PlanStep.of(
                        Kind.REMOVE_RECORD,
                        "Remove the record.",
                        "No known sender remembers a policy any more that requires anything.",
                        cutOver)
                .at(today.recordOwner(), ""));
        steps.add(PlanStep.of(
                        Kind.REMOVE_POLICY,
                        "Remove the policy and its host.",
                        "Resolvers may remember the record until then.",
                        cutOver.plus(today.recordTtl()))
                .after(today.recordTtl())
                .at(today.policyHost().name(), ""));
    }
}
