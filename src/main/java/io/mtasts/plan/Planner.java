package io.mtasts.plan;

import io.mtasts.finding.Correction;
import io.mtasts.finding.Finding;
import io.mtasts.name.DomainName;
import io.mtasts.name.StandardNames;
import io.mtasts.plan.PlanStep.Kind;
import io.mtasts.sender.PolicyCache;
import io.mtasts.sender.Sender;
import io.mtasts.sender.SenderMatrix;
import io.mtasts.sts.Mode;
import io.mtasts.sts.MxPattern;
import io.mtasts.sts.MxPatterns;
import io.mtasts.sts.Policy;
import io.mtasts.sts.PolicyParser;
import io.mtasts.sts.RecordParseResult;
import io.mtasts.sts.StsRecord;
import io.mtasts.text.ListSummary;
import io.mtasts.verdict.DomainFinding;
import io.mtasts.verdict.InconclusiveLookup;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.MxCheck;
import io.mtasts.verdict.Report;
import io.mtasts.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A planner of changes. No known sender may use a remembered policy that leaves out a mail server in use. RFC 8461, 3.3, 5.1,
 * 8.
 *
 * <p>First a policy covers the old and the new mail servers. The mail servers change when no sender remembers the policy
 * before it. The old mail servers leave the policy when no resolver remembers the old MX records.
 */
public final class Planner {

    /** For the first steps, if the earliest safe time is wanted. */
    static final Duration TIME_TO_ACT = Duration.ofHours(1);

    /** A resolver reports only what is left of the time to live, so this is also the least. */
    static final Duration DEFAULT_TTL = Duration.ofHours(1);

    /** The time to live of records that were not observed. A longer one is rare. */
    static final Duration UNKNOWN_TTL = Duration.ofDays(1);

    /** Senders report once a day, and some send mail only now and then. */
    static final Duration TESTING_TIME = Duration.ofDays(14);

    /** What a policy may have, in bytes, so that every sender reads all of it. RFC 8461, 3.3. */
    private static final int MAX_POLICY_LENGTH = 65_536;

    /** The sender that relies longest on a fetched file, even if it sees a new id. */
    private static final Sender REUSE = SenderMatrix.current().senders().stream()
            .filter(sender -> sender.cache().detection() == PolicyCache.Detection.ID)
            .max(Comparator.comparing((Sender sender) -> sender.cache().within()))
            .orElseThrow();

    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);
    private static final DateTimeFormatter ID = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");

    private final PlanRequest request;
    private final Report report;
    private final Instant now;
    private final List<String> oldServers;
    private final Verdict verdict;
    /** The policy that senders with an empty cache apply today. */
    private final Optional<Policy> applied;
    /** The policy that somebody meant to publish. */
    private final Optional<Policy> intended;

    private final List<MxPattern> newPatterns;
    private final Optional<Policy> target;
    private final boolean changesMx;
    private final boolean removes;
    private final Duration recordTtl;
    private final Duration mxTtl;
    private final List<String> assumptions = new ArrayList<>();
    private final List<PlanStep> steps = new ArrayList<>();

    private Planner(PlanRequest request, Report report) {
        this.request = request;
        this.report = report;
        now = report.observations().checkedAt().truncatedTo(ChronoUnit.SECONDS);
        oldServers = report.mx().namesToCover();
        verdict = report.verdict().orElseThrow();
        applied = verdict == Verdict.BROKEN || verdict == Verdict.NOT_CONFIGURED
                ? Optional.empty()
                : report.policy().policy();
        intended = report.policy().policy().or(this::corrected);
        target = request.policy().or(this::adapted);
        removes = target.filter(policy -> policy.mode() == Mode.NONE).isPresent();
        newPatterns = newPatterns();
        changesMx = changesMx();
        recordTtl = recordTtl();
        mxTtl = mxTtl();
    }

    /** Returns the failed lookup without which no plan is safe. */
    public static Optional<InconclusiveLookup> inconclusive(Report report) {
        MxCheck mx = report.mx();
        return report.inconclusive()
                .or(() -> mx.known()
                        ? Optional.empty()
                        : Optional.of(new InconclusiveLookup(
                                mx.lookupFailure(), report.observations().mx().timedOut())));
    }

    /** Returns why there can be no plan: a lookup failed, or the name of the record would be too long. */
    public static Optional<Finding> blocker(Report report) {
        Lookup<String> record = report.observations().record();
        return record.outcome() == Lookup.Outcome.NAME_TOO_LONG
                ? Optional.of(DomainFinding.DOMAIN_TOO_LONG_FOR_MTA_STS.about(record.name()))
                : inconclusive(report).map(InconclusiveLookup::finding);
    }

    /** Returns the plan. Call it only if there is no {@link #blocker}. */
    public static Plan plan(PlanRequest request, Report report) {
        return new Planner(request, report).plan();
    }

    /** Returns the instant as people read it. */
    public static String shown(Instant instant) {
        return SHOWN.format(instant.atOffset(ZoneOffset.UTC));
    }

    private Plan plan() {
        Optional<Remembered> remembered = remembered();
        boolean waits = remembered.filter(this::matters).isPresent();
        Optional<Policy> bridge = bridge(waits);
        List<SenderSchedule> relative = waits ? schedules(remembered.orElseThrow(), Instant.EPOCH) : List.of();
        Duration wait = relative.stream()
                .map(sender -> Duration.between(Instant.EPOCH, sender.forgottenAt()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        Instant announced = bridge.isPresent()
                ? now.plus(REUSE.cache().within())
                : remembered.flatMap(Remembered::replacedAt).orElse(now);
        Instant minimum = bridge.isPresent() || waits ? max(now, announced.plus(wait)) : now;
        boolean hasToWait = waits && minimum.isAfter(now);
        Instant earliest = minimum.equals(now) ? now : ceilingHour(minimum.plus(TIME_TO_ACT));
        Instant requested = request.cutOver().orElse(earliest);
        boolean isSafe = !requested.isBefore(minimum) || minimum.equals(now);
        Instant cutOver = max(requested, isSafe ? now : earliest);
        // The record may be published so late that all senders forget the old policy just in time.
        Instant lastRecord = bridge.isPresent() ? cutOver.minus(wait) : announced;
        List<SenderSchedule> senders = hasToWait ? schedules(remembered.orElseThrow(), lastRecord) : List.of();
        if (isChange()) {
            addSteps(bridge, lastRecord, cutOver, senders);
        }
        assume();
        return new Plan(
                cutOver,
                earliest,
                wait,
                oldServers,
                request.mailServers().isEmpty()
                        ? newPatterns.stream().map(MxPattern::toString).toList()
                        : request.mailServers().stream().map(DomainName::ascii).toList(),
                target,
                steps,
                senders,
                assumptions,
                isSafe ? Optional.empty() : Optional.of(conflict(requested, earliest, senders(minimum, remembered))));
    }

    /** Returns the schedules as if the last sender forgot the old policy at that time. */
    private List<SenderSchedule> senders(Instant forgotten, Optional<Remembered> remembered) {
        if (remembered.isEmpty()) {
            return List.of();
        }
        Duration wait = Duration.between(
                Instant.EPOCH, last(schedules(remembered.get(), Instant.EPOCH)).forgottenAt());
        return schedules(remembered.get(), forgotten.minus(wait));
    }

    private String conflict(Instant requested, Instant earliest, List<SenderSchedule> senders) {
        List<MxPattern> uncovered = uncoveredByApplied(newPatterns);
        List<String> late = senders.stream()
                .filter(sender -> sender.forgottenAt().isAfter(requested))
                .sorted(Comparator.comparing((SenderSchedule sender) ->
                        sender.sender().cache().detection() == PolicyCache.Detection.UNKNOWN))
                .map(sender -> sender.sender().name())
                .toList();
        String what = removes && !changesMx
                ? "MTA-STS cannot be removed at " + shown(requested) + ": "
                : "A change of the mail servers at " + shown(requested) + " loses mail: ";
        String old = uncovered.isEmpty() || applied.isEmpty()
                ? "an old policy, which may not name the new mail servers"
                : "the policy of today, which does not name "
                        + ListSummary.summarize(
                                uncovered.stream().map(MxPattern::toString).toList());
        return what + "senders may still use " + old + ". This is true for "
                + (late.isEmpty() ? "senders that cached it lately" : ListSummary.summarize(late))
                + ". The earliest safe time is " + shown(earliest) + ", if the first steps are done within an hour."
                + (assumesLongestMaxAge()
                        ? " The service assumes the longest max_age that is allowed. If you know the longest max_age that the"
                                + " domain ever published, send it as longestMaxAgeSeconds."
                        : "");
    }

    // --- what senders may remember ---

    /**
     * Policies in mode enforce that senders may remember.
     *
     * @param maxAge of the policy that is served today, in seconds; empty if it does not count
     * @param longest the longest max_age of earlier policies, in seconds; empty if there were none
     * @param replacedAt when they were replaced, if they were and that is known
     */
    private record Remembered(OptionalLong maxAge, OptionalLong longest, Optional<Instant> replacedAt) {

        Duration lifetime(PolicyCache cache) {
            Duration current = maxAge.isPresent() ? cache.lifetime(maxAge.getAsLong()) : Duration.ZERO;
            Duration earlier = longest.isPresent() ? cache.longestLifetime(longest.getAsLong()) : Duration.ZERO;
            return current.compareTo(earlier) > 0 ? current : earlier;
        }
    }

    private Optional<Remembered> remembered() {
        OptionalLong longest = request.longestMaxAge();
        return switch (verdict) {
            case ENFORCING -> {
                long maxAge = applied.orElseThrow().maxAge();
                // If the policy of today is sufficient, only earlier ones matter, whose max_age is taken to be the
                // same.
                yield Optional.of(new Remembered(OptionalLong.of(maxAge), longest, lastChange()));
            }
            case TESTING, NOT_CONFIGURED ->
                longest.isPresent()
                        ? Optional.of(new Remembered(OptionalLong.empty(), longest, Optional.empty()))
                        : Optional.empty();
            case DISABLED ->
                Optional.of(new Remembered(
                        OptionalLong.empty(),
                        longest.isPresent() ? longest : OptionalLong.of(Policy.MAX_AGE_LIMIT),
                        lastChange()));
            case BROKEN -> broken(longest);
        };
    }

    private Optional<Remembered> broken(OptionalLong longest) {
        if (intended.filter(policy -> policy.mode() != Mode.ENFORCE).isPresent()) {
            return longest.isPresent()
                    ? Optional.of(new Remembered(OptionalLong.empty(), longest, Optional.empty()))
                    : Optional.empty();
        }
        OptionalLong maxAge =
                intended.map(policy -> OptionalLong.of(policy.maxAge())).orElseGet(OptionalLong::empty);
        return Optional.of(new Remembered(
                maxAge,
                maxAge.isPresent() || longest.isPresent() ? longest : OptionalLong.of(Policy.MAX_AGE_LIMIT),
                Optional.empty()));
    }

    private boolean assumesLongestMaxAge() {
        return request.longestMaxAge().isEmpty()
                && (verdict == Verdict.DISABLED || verdict == Verdict.BROKEN && intended.isEmpty());
    }

    /** Returns when the record changed last, at the latest, if its id reads as a time. */
    private Optional<Instant> lastChange() {
        return report.record()
                .flatMap(RecordParseResult::record)
                .flatMap(StsRecord::latestTime)
                .map(time -> time.isBefore(now) ? time : now);
    }

    /** Returns whether the change has to wait until senders forget these policies. */
    private boolean matters(Remembered policies) {
        if (removes || !changesMx) {
            return removes && isChange();
        }
        List<MxPattern> unknown = uncoveredByApplied(newPatterns);
        if (!unknown.isEmpty()) {
            return true;
        }
        // The policy of today names all new servers. An earlier one that did not may still be remembered.
        return policies.replacedAt().isPresent() && !isOld(newPatterns);
    }

    /** Returns the patterns that senders which remember the policy of today may reject. */
    private List<MxPattern> uncoveredByApplied(List<MxPattern> patterns) {
        Optional<Policy> sure = verdict == Verdict.ENFORCING ? applied : Optional.empty();
        return patterns.stream()
                .filter(pattern -> sure.isPresent() ? !covers(sure.get().mx(), pattern) : !isOld(List.of(pattern)))
                .toList();
    }

    /** Returns whether all patterns are mail servers of today, which every policy before had to name. */
    private boolean isOld(List<MxPattern> patterns) {
        return patterns.stream().allMatch(pattern -> !pattern.wildcard() && oldServers.contains(pattern.toString()));
    }

    private List<SenderSchedule> schedules(Remembered policies, Instant announced) {
        return SenderMatrix.current().senders().stream()
                .filter(sender -> sender.support() != Sender.Support.NO)
                .map(sender -> SenderSchedule.of(sender, policies.lifetime(sender.cache()), recordTtl, announced))
                .sorted(Comparator.comparing(SenderSchedule::forgottenAt)
                        .reversed()
                        .thenComparing(sender -> sender.sender().cache().detection() == PolicyCache.Detection.UNKNOWN))
                .toList();
    }

    private static SenderSchedule last(List<SenderSchedule> senders) {
        return senders.get(0);
    }

    // --- what changes ---

    private Optional<Policy> corrected() {
        return report.policy()
                .correction()
                .map(Correction::corrected)
                .flatMap(text -> PolicyParser.parse(text.getBytes(StandardCharsets.UTF_8))
                        .policy());
    }

    /** Returns the policy of today for other mail servers. A domain without a policy in use stays without one. */
    private Optional<Policy> adapted() {
        List<MxPattern> servers = exact(request.mailServers());
        return switch (verdict) {
            case ENFORCING, TESTING -> {
                Policy today = applied.orElseThrow();
                List<MxPattern> kept = today.mx().stream()
                        .filter(pattern -> servers.stream().anyMatch(server -> covers(List.of(pattern), server)))
                        .toList();
                yield Optional.of(new Policy(today.mode(), union(kept, servers), today.maxAge()));
            }
            case BROKEN ->
                intended.filter(policy -> policy.mode() == Mode.NONE).isPresent()
                        ? Optional.empty()
                        : Optional.of(new Policy(
                                intended.map(Policy::mode).orElse(Mode.TESTING),
                                servers,
                                intended.map(Policy::maxAge).orElse(Policy.DEFAULT_MAX_AGE)));
            case DISABLED, NOT_CONFIGURED -> Optional.empty();
        };
    }

    private List<MxPattern> newPatterns() {
        if (!request.mailServers().isEmpty()) {
            return exact(request.mailServers());
        }
        return removes
                ? List.of()
                : target.orElseThrow().mx().stream().distinct().toList();
    }

    private boolean changesMx() {
        if (!request.mailServers().isEmpty()) {
            Set<String> names = new HashSet<>();
            request.mailServers().forEach(server -> names.add(server.ascii()));
            return !names.equals(Set.copyOf(oldServers));
        }
        if (removes) {
            return false;
        }
        MxPatterns patterns = new MxPatterns(newPatterns);
        Set<MxPattern> used = new HashSet<>();
        boolean uncovered = false;
        for (String server : oldServers) {
            List<MxPattern> matching = patterns.matching(server);
            uncovered |= matching.isEmpty();
            used.addAll(matching);
        }
        return uncovered || !used.containsAll(newPatterns);
    }

    /** Returns whether anything differs from today. */
    private boolean isChange() {
        if (changesMx) {
            return true;
        }
        if (removes) {
            return verdict != Verdict.NOT_CONFIGURED;
        }
        return target.isPresent() && !isApplied(target.get());
    }

    private boolean isApplied(Policy policy) {
        return applied.filter(today -> isSame(today, policy)).isPresent();
    }

    private static boolean isSame(Policy one, Policy other) {
        return one.mode() == other.mode()
                && one.maxAge() == other.maxAge()
                && new HashSet<>(one.mx()).equals(new HashSet<>(other.mx()));
    }

    /** Returns the mail servers that are no longer used, as far as that is known. */
    private List<String> retired() {
        if (!changesMx) {
            return List.of();
        }
        return oldServers.stream()
                .filter(server -> new MxPatterns(newPatterns).matching(server).isEmpty())
                .toList();
    }

    /** Returns the policy that is published before the change; empty if the one of today is sufficient. */
    private Optional<Policy> bridge(boolean waits) {
        if (target.isEmpty() || !isChange() || !changesMx && !removes) {
            return Optional.empty();
        }
        boolean isPolicyInUse = verdict == Verdict.ENFORCING || verdict == Verdict.TESTING;
        if (removes) {
            return isPolicyInUse || verdict == Verdict.BROKEN ? Optional.of(none()) : Optional.empty();
        }
        List<MxPattern> today = isPolicyInUse ? applied.orElseThrow().mx() : List.of();
        List<MxPattern> all = union(today, union(patterns(oldServers), newPatterns));
        boolean isCovered = all.size() == Set.copyOf(today).size();
        Mode mode = firstMode();
        boolean isNeeded =
                isPolicyInUse ? !isCovered || mode != applied.orElseThrow().mode() : verdict == Verdict.BROKEN && waits;
        return isNeeded
                ? Optional.of(fitting(new Policy(mode, all, target.orElseThrow().maxAge())))
                : Optional.empty();
    }

    /** Mode none needs no patterns, but some senders reject a policy without any. RFC 8461, 3.2. */
    private Policy none() {
        Policy none = target.orElseThrow();
        List<MxPattern> some = none.mx().isEmpty() ? intended.map(Policy::mx).orElse(List.of()) : none.mx();
        return new Policy(Mode.NONE, some.isEmpty() ? patterns(oldServers) : some, none.maxAge());
    }

    /** Leaves out patterns that no mail server needs if the policy would be too long for some senders. */
    private Policy fitting(Policy policy) {
        return policy.toString().length() <= MAX_POLICY_LENGTH
                ? policy
                : new Policy(policy.mode(), union(patterns(oldServers), newPatterns), policy.maxAge());
    }

    // --- steps ---

    private void addSteps(Optional<Policy> bridge, Instant lastRecord, Instant cutOver, List<SenderSchedule> senders) {
        boolean waits = !senders.isEmpty();
        List<String> added = newPatterns.stream()
                .map(MxPattern::toString)
                .filter(server -> !oldServers.contains(server))
                .toList();
        if (changesMx && !added.isEmpty()) {
            steps.add(PlanStep.of(
                            Kind.PREPARE_SERVERS,
                            "Prepare the new mail servers: STARTTLS, and a certificate of a public authority for the name in the"
                                    + " MX record. This is about " + ListSummary.summarize(added) + ".",
                            "Senders that apply the policy do not deliver to a server without a valid certificate.",
                            now)
                    .until(cutOver));
        }
        bridge.ifPresent(policy ->
                publish(policy, bridgeText(policy), bridgeReason(policy, waits), now, Optional.of(lastRecord)));
        if (waits) {
            steps.add(waitForSenders(
                    bridge.isPresent(),
                    cutOver,
                    Duration.between(lastRecord, last(senders).forgottenAt()),
                    senders));
        }
        List<String> retired = retired();
        Instant gone = cutOver;
        if (changesMx) {
            steps.add(PlanStep.of(
                            Kind.CHANGE_MX,
                            "Change the MX records"
                                    + (request.mailServers().isEmpty()
                                            ? ""
                                            : " to "
                                                    + ListSummary.summarize(request.mailServers().stream()
                                                            .map(DomainName::ascii)
                                                            .toList()))
                                    + ".",
                            waits
                                    ? "No known sender remembers a policy any more that leaves out a new mail server."
                                    : "No policy that a known sender may remember leaves out a new mail server.",
                            cutOver)
                    .at(report.observations().domain().ascii(), ""));
            if (!retired.isEmpty()) {
                gone = cutOver.plus(mxTtl);
                steps.add(PlanStep.of(
                                Kind.WAIT_FOR_RESOLVERS,
                                "Keep the old mail servers running, and keep them in the policy.",
                                "Resolvers may remember the old MX records until then, so that mail still arrives at "
                                        + ListSummary.summarize(retired) + ".",
                                cutOver)
                        .until(gone)
                        .after(mxTtl));
            }
        }
        if (removes) {
            addRemoval(cutOver);
        } else {
            Instant from = gone;
            target.ifPresent(policy -> addTarget(policy, bridge, from));
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
        List<String> refused = applied.filter(today -> today.mode() == Mode.ENFORCE)
                .map(today -> oldServers.stream()
                        .filter(server ->
                                new MxPatterns(today.mx()).matching(server).isEmpty())
                        .toList())
                .orElse(List.of());
        if (!refused.isEmpty()) {
            return "The policy of today leaves out " + ListSummary.summarize(refused)
                    + ", so that senders refuse mail to it already. Do this now.";
        }
        return waits
                ? "A sender that fetches the policy from now on accepts all these servers, before and after the change."
                : "Without it, senders report failures for the new mail servers.";
    }

    /** Adds the steps that publish a policy: first the policy, then the record. RFC 8461, 8.1. */
    private void publish(Policy policy, String text, String reason, Instant from, Optional<Instant> lastRecord) {
        Duration pause = REUSE.cache().within();
        PlanStep serve = PlanStep.of(Kind.SERVE_POLICY, text + operator(), reason, from)
                .at(StandardNames.policyUrl(report.observations().domain()), parsed(policy));
        Instant recordFrom = from.plus(pause);
        Instant idTime = lastRecord.map(latest -> max(latest, recordFrom)).orElse(recordFrom);
        PlanStep announce = PlanStep.of(
                        Kind.PUBLISH_RECORD,
                        "Publish the record with a new id, at least " + inWords(pause) + " after the policy is served.",
                        "Senders that compare ids fetch the policy again. " + REUSE.name()
                                + " keeps a fetched file for that long, and would take the old policy for the new one.",
                        recordFrom)
                .at(recordOwner(), new StsRecord(ID.format(idTime.atOffset(ZoneOffset.UTC))).toString())
                .after(pause);
        steps.add(lastRecord
                .map(latest -> serve.until(max(latest.minus(pause), from)))
                .orElse(serve));
        steps.add(lastRecord
                .map(latest -> announce.until(max(latest, recordFrom)))
                .orElse(announce));
    }

    private PlanStep waitForSenders(
            boolean announced, Instant cutOver, Duration cacheTime, List<SenderSchedule> senders) {
        Instant forgotten = last(senders).forgottenAt();
        List<String> latest = senders.stream()
                .filter(sender -> sender.forgottenAt().equals(forgotten))
                .map(sender -> sender.sender().name())
                .toList();
        Instant from = steps.stream()
                .filter(step -> step.kind() == Kind.PUBLISH_RECORD)
                .map(PlanStep::notBefore)
                .findFirst()
                .orElse(now);
        return PlanStep.of(
                        Kind.WAIT_FOR_SENDERS,
                        announced
                                ? "Wait until no sender remembers the old policy."
                                : "Wait until no sender remembers an earlier policy.",
                        "A sender may use a remembered policy until it expires. " + ListSummary.summarize(latest)
                                + (latest.size() == 1 ? " remembers" : " remember") + " it longest.",
                        from)
                .until(cutOver)
                .after(cacheTime);
    }

    /** @param from when the old mail servers are no longer used */
    private void addTarget(Policy policy, Optional<Policy> bridge, Instant from) {
        Mode first = firstMode();
        Policy next = new Policy(first, policy.mx(), policy.maxAge());
        boolean isPublished = bridge.map(before -> isSame(before, next)).orElseGet(() -> isApplied(next));
        if (!isPublished) {
            boolean isFirst = verdict == Verdict.NOT_CONFIGURED || verdict == Verdict.DISABLED;
            publish(
                    next,
                    retired().isEmpty() || isFirst
                            ? "Serve the new policy."
                            : "Serve the policy without the old mail servers.",
                    retired().isEmpty() || isFirst
                            ? "All mail servers in use are in it."
                            : "No mail arrives at the old mail servers any more.",
                    from,
                    Optional.empty());
        }
        if (first != policy.mode()) {
            Instant start = isPublished ? from : from.plus(REUSE.cache().within());
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
    }

    /** Returns the mode in which a policy names the new mail servers first. */
    private Mode firstMode() {
        Mode last = target.orElseThrow().mode();
        return switch (verdict) {
            case ENFORCING -> last;
            case TESTING -> changesMx ? Mode.TESTING : last;
            case BROKEN, DISABLED, NOT_CONFIGURED -> Mode.TESTING;
        };
    }

    private void addRemoval(Instant cutOver) {
        if (verdict == Verdict.NOT_CONFIGURED) {
            return;
        }
        steps.add(PlanStep.of(
                        Kind.REMOVE_RECORD,
                        "Remove the record.",
                        "No known sender remembers a policy any more that requires anything.",
                        cutOver)
                .at(recordOwner(), ""));
        steps.add(PlanStep.of(
                        Kind.REMOVE_POLICY,
                        "Remove the policy and its host.",
                        "Resolvers may remember the record until then.",
                        cutOver.plus(recordTtl))
                .after(recordTtl)
                .at(report.observations().policy().host().name(), ""));
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

    /** Returns the name that holds the record: no TXT record can exist next to a CNAME record. RFC 1034, 3.6.2. */
    private String recordOwner() {
        Lookup<String> record = report.observations().record();
        return Lookup.target(record.cnames()).orElse(record.name());
    }

    private String operator() {
        String host = report.observations().policy().host().name();
        return Lookup.target(report.observations().policy().host().cnames())
                .map(alias -> " " + host + " is an alias of " + alias + ", so its operator has to serve it.")
                .orElse("");
    }

    // --- what is assumed ---

    private Duration recordTtl() {
        return ttl(report.observations().record().ttlSeconds());
    }

    private Duration mxTtl() {
        return ttl(report.observations().mx().ttlSeconds());
    }

    private static Duration ttl(OptionalLong seconds) {
        return seconds.isPresent() ? max(DEFAULT_TTL, Duration.ofSeconds(seconds.getAsLong())) : UNKNOWN_TTL;
    }

    private void assume() {
        if (steps.isEmpty()) {
            return;
        }
        boolean publishes = steps.stream().anyMatch(step -> step.kind() == Kind.PUBLISH_RECORD);
        if (publishes || steps.stream().anyMatch(step -> step.kind() == Kind.WAIT_FOR_SENDERS)) {
            assumptions.add(
                    ttlSentence("the record", report.observations().record().ttlSeconds(), recordTtl, DEFAULT_TTL));
        }
        if (steps.stream().anyMatch(step -> step.kind() == Kind.WAIT_FOR_RESOLVERS)) {
            assumptions.add(
                    ttlSentence("the MX records", report.observations().mx().ttlSeconds(), mxTtl, DEFAULT_TTL));
        }
        assumptions.add(aboutEarlierPolicies());
        if (publishes) {
            assumptions.add(
                    "Every server of the policy host serves a new policy before its record is published, and no proxy in"
                            + " front of it serves an older one.");
        }
        assumptions.add("Senders that are not in the list remember a policy no longer than its max_age.");
        List<String> unnamed = oldServers.stream()
                .filter(server -> MxPattern.of(server).isEmpty())
                .toList();
        if (!unnamed.isEmpty()) {
            assumptions.add("No policy can name " + ListSummary.summarize(unnamed)
                    + ", so that senders that apply a policy do not deliver there.");
        }
    }

    private static String ttlSentence(String what, OptionalLong observed, Duration assumed, Duration least) {
        if (observed.isEmpty()) {
            return "The time to live of " + what + " was not observed. It is taken to be " + inWords(assumed) + ".";
        }
        String seen = "The time to live of " + what + " was observed as "
                + inWords(Duration.ofSeconds(observed.getAsLong())) + ". ";
        return assumed.equals(least) && observed.getAsLong() < least.toSeconds()
                ? seen + "A resolver reports only what is left of it, so it is taken to be " + inWords(assumed) + "."
                : seen + "It is taken to be no longer.";
    }

    private String aboutEarlierPolicies() {
        if (request.longestMaxAge().isPresent()) {
            return "No earlier policy had a longer max_age than "
                    + inWords(Duration.ofSeconds(request.longestMaxAge().getAsLong())) + ", as you entered.";
        }
        return switch (verdict) {
            case ENFORCING ->
                lastChange().isPresent()
                        ? "The id of the record says when the policy changed last, and earlier policies had no longer max_age."
                        : "The policy of today has been published for longer than its max_age, since the id of the record does"
                                + " not say when it changed. Earlier policies had no longer max_age.";
            case TESTING -> "The domain has not enforced a policy that a sender may still remember.";
            case NOT_CONFIGURED -> "The domain never had a policy that a sender may still remember.";
            case DISABLED ->
                "The policies before mode none had the longest max_age that is allowed, "
                        + inWords(Duration.ofSeconds(Policy.MAX_AGE_LIMIT)) + ".";
            case BROKEN ->
                intended.isEmpty()
                        ? "No policy can be read today. Senders may remember one with the longest max_age that is allowed, "
                                + inWords(Duration.ofSeconds(Policy.MAX_AGE_LIMIT)) + "."
                        : "Senders that remember a policy remember one with the max_age of today, "
                                + inWords(Duration.ofSeconds(intended.get().maxAge()))
                                + ", although the set-up is broken.";
        };
    }

    /** Returns a duration in the largest unit that divides it: days, hours, minutes or seconds. */
    private static String inWords(Duration duration) {
        long seconds = duration.toSeconds();
        for (ChronoUnit unit : List.of(ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES)) {
            long size = unit.getDuration().toSeconds();
            if (seconds >= size && seconds % size == 0) {
                long number = seconds / size;
                String name = unit.toString().toLowerCase(Locale.ROOT);
                return number + " " + (number == 1 ? name.substring(0, name.length() - 1) : name);
            }
        }
        return seconds + (seconds == 1 ? " second" : " seconds");
    }

    // --- patterns ---

    private static List<MxPattern> exact(List<DomainName> names) {
        return names.stream().map(name -> new MxPattern(false, name)).distinct().toList();
    }

    /** Returns the patterns of the servers that a policy can name. */
    private static List<MxPattern> patterns(List<String> servers) {
        return servers.stream()
                .map(MxPattern::of)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /** Returns the first patterns and those of the others that they do not cover. */
    private static List<MxPattern> union(List<MxPattern> first, List<MxPattern> others) {
        Set<MxPattern> all = new LinkedHashSet<>(first);
        others.stream().filter(pattern -> !covers(first, pattern)).forEach(all::add);
        return List.copyOf(all);
    }

    /** Returns whether every host that a pattern accepts is accepted by one of the others. */
    private static boolean covers(List<MxPattern> patterns, MxPattern pattern) {
        return patterns.contains(pattern)
                || !pattern.wildcard()
                        && !new MxPatterns(patterns)
                                .matching(pattern.toString())
                                .isEmpty();
    }

    private static Instant ceilingHour(Instant instant) {
        Instant hour = instant.truncatedTo(ChronoUnit.HOURS);
        return hour.equals(instant) ? hour : hour.plus(Duration.ofHours(1));
    }

    private static <T extends Comparable<? super T>> T max(T one, T other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
