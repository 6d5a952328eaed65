package io.mtasts.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.name.DomainName;
import io.mtasts.plan.PlanStep.Kind;
import io.mtasts.plan.SenderSimulation.From;
import io.mtasts.plan.SenderSimulation.Served;
import io.mtasts.plan.SenderSimulation.World;
import io.mtasts.sender.Sender;
import io.mtasts.sender.SenderMatrix;
import io.mtasts.sts.Mode;
import io.mtasts.sts.MxPattern;
import io.mtasts.sts.Policy;
import io.mtasts.sts.PolicyParser;
import io.mtasts.sts.StsRecordSelector;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.ObservationsBuilder;
import io.mtasts.verdict.Report;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random plans are carried out at random times within the plan while every known sender sends mail. None of them may
 * remember a policy that refuses a mail server in use.
 */
class PlannerPropertyTest {

    private static final int PLANS = Math.min(Integer.getInteger("mta-sts.test.inputs", 100), 20_000);
    private static final List<String> SERVERS =
            List.of("mx1.example.com", "mx2.example.com", "a.mail.example.net", "b.mail.example.net", "in.example.org");
    private static final long[] MAX_AGES = {
        0, 3_599, 3_600, 86_400, 604_800, 1_209_600, 2_592_001, 31_557_599, 31_557_600
    };
    private static final long LONG_AGO = -1_000_000_000;
    private static final List<String> SENDERS = SenderMatrix.current().senders().stream()
            .filter(sender -> sender.support() != Sender.Support.NO)
            .map(Sender::id)
            .toList();

    /** A domain today, its planned change, and the real times to live, which the check may have seen only in part. */
    private record Scenario(
            Report report,
            Plan plan,
            List<String> before,
            List<String> after,
            List<Served> policies,
            List<From<String>> ids,
            long recordTtl,
            long mxTtl) {}

    /** What may go wrong on purpose. */
    private enum Break {
        NOTHING,
        /** The mail servers change before all senders have forgotten the old policy. */
        SHORT_WAIT_FOR_SENDERS,
        /** The old mail servers leave the policy before the old MX records are forgotten. */
        SHORT_WAIT_FOR_RESOLVERS,
        /** The record is published together with the policy. */
        NO_WAIT_FOR_FILE
    }

    @ParameterizedTest
    @ValueSource(longs = {8461, 8460, 7})
    void noSender_remembersAPolicyThatRefusesAServerInUse(long seed) {
        Random random = new Random(seed);
        int waits = 0;
        for (int i = 0; i < PLANS; i++) {
            Scenario scenario = scenario(random);
            waits += scenario.plan().cacheTime().isZero() ? 0 : 1;
            assertThat(violations(scenario, Break.NOTHING, random))
                    .as(
                            "seed %d, plan %d: %s %s -> %s, %s",
                            seed, i, scenario.report().verdict(), scenario.before(), scenario.after(), scenario.plan())
                    .isEmpty();
            assertTextsAreAccepted(scenario.plan());
        }
        assertThat(waits).isGreaterThan(PLANS / 5);
    }

    /** The simulation is worth something: it finds each wait that is too short. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOTHING")
    void simulation_findsAWaitThatIsTooShort(Break fault) {
        Random random = new Random(8461);
        int found = 0;
        for (int i = 0; i < PLANS; i++) {
            found += violations(scenario(random), fault, random).isEmpty() ? 0 : 1;
        }
        assertThat(found).isPositive();
    }

    @Test
    void conflict_isRejectedUpToTheSecond() {
        Report report = new ObservationsBuilder()
                .txt("v=STSv1; id=a1")
                .policy(ObservationsBuilder.answer("enforce", 86_400, "mx1.example.com"))
                .report();
        Instant now = report.observations().checkedAt();
        // five minutes for the file, an hour for the record, and seven days, the minimum of one sender
        Instant safe = now.plusSeconds(300).plus(Duration.ofDays(7));
        assertThat(Planner.plan(request(List.of("mx2.example.com"), safe), report)
                        .conflict())
                .isEmpty();
        assertThat(Planner.plan(request(List.of("mx2.example.com"), safe.minusSeconds(1)), report)
                        .conflict())
                .isPresent();
    }

    private static PlanRequest request(List<String> servers, Instant cutOver) {
        return new PlanRequest(
                servers.stream().map(DomainName::new).toList(),
                Optional.empty(),
                Optional.of(cutOver),
                OptionalLong.empty());
    }

    private static Scenario scenario(Random random) {
        List<String> before = some(random);
        List<String> after = some(random);
        long maxAge = MAX_AGES[random.nextInt(MAX_AGES.length)];
        long ttl = random.nextInt(3) == 0 ? 172_800 : random.nextInt(3_600);
        long mxTtl = random.nextInt(3) == 0 ? 86_400 : random.nextInt(3_600);
        Instant now = new ObservationsBuilder().observations().checkedAt();
        boolean isTime = random.nextBoolean();
        long changed = -random.nextInt(40 * 86_400);
        String oldId = isTime ? id(now.plusSeconds(changed)) : "old";
        ObservationsBuilder domain =
                new ObservationsBuilder().mx(before.toArray(String[]::new)).mxTtl(mxTtl);
        List<String> patterns = random.nextInt(4) == 0
                ? some(random)
                : random.nextInt(4) == 0 ? List.of("*.example.com", "*.mail.example.net") : before;
        OptionalLong longest = random.nextInt(3) == 0
                ? OptionalLong.of(MAX_AGES[random.nextInt(MAX_AGES.length)])
                : OptionalLong.empty();
        List<Served> policies = new ArrayList<>();
        List<From<String>> ids = new ArrayList<>();
        int kind = random.nextInt(8);
        // A policy before the one of today names the mail servers of today. Its max_age is no longer than the plan
        // assumes.
        OptionalLong earlier = longest;
        long replaced = -1;
        Served current = new Served(0, false, List.of(), 0, true);
        if (kind < 4) {
            domain.policy(ObservationsBuilder.answer("enforce", maxAge, patterns.toArray(String[]::new)));
            current = new Served(0, true, patterns, maxAge, true);
            // If the id says nothing, the plan assumes that nobody remembers an earlier policy.
            earlier = isTime ? OptionalLong.of(Math.max(maxAge, longest.orElse(0))) : OptionalLong.empty();
            replaced = isTime ? changed : LONG_AGO;
        } else if (kind == 4) {
            domain.policy(ObservationsBuilder.answer("testing", maxAge, patterns.toArray(String[]::new)));
        } else if (kind == 5) {
            domain.policy(ObservationsBuilder.answer("none", 86_400, before.toArray(String[]::new)));
            earlier = OptionalLong.of(longest.orElse(Policy.MAX_AGE_LIMIT));
            replaced = isTime ? changed : -1;
        } else {
            domain.policy(ObservationsBuilder.answer(404, "text/html", "<h1>Not Found</h1>"));
            current = new Served(0, false, List.of(), 0, false);
            if (kind == 6) {
                earlier = OptionalLong.of(longest.orElse(Policy.MAX_AGE_LIMIT));
            } else {
                domain.txt(Lookup.Outcome.NX_DOMAIN);
                oldId = "";
            }
        }
        if (earlier.isPresent()) {
            policies.add(new Served(LONG_AGO, true, before, earlier.getAsLong(), true));
            ids.add(new From<>(LONG_AGO, "earlier"));
        }
        policies.add(new Served(
                replaced - 300, current.enforces(), current.patterns(), current.maxAge(), current.readable()));
        ids.add(new From<>(replaced, oldId));
        if (!oldId.isEmpty()) {
            domain.txt("v=STSv1; id=" + oldId + ";").txtTtl(ttl);
        }
        Report report = domain.report();
        Optional<Policy> policy = random.nextInt(3) > 0
                ? Optional.empty()
                : Optional.of(new Policy(
                        Mode.values()[random.nextInt(3)],
                        after.stream()
                                .flatMap(name -> MxPattern.of(name).stream())
                                .toList(),
                        MAX_AGES[random.nextInt(MAX_AGES.length)]));
        PlanRequest request =
                new PlanRequest(after.stream().map(DomainName::new).toList(), policy, Optional.empty(), longest);
        Plan earliest = Planner.plan(request, report);
        assertThat(earliest.conflict()).isEmpty();
        Plan plan = random.nextBoolean()
                ? earliest
                : Planner.plan(
                        new PlanRequest(
                                request.mailServers(),
                                policy,
                                Optional.of(earliest.earliest().plusSeconds(random.nextInt(30 * 86_400))),
                                longest),
                        report);
        return new Scenario(
                report,
                plan,
                before,
                after,
                policies,
                ids,
                oldId.isEmpty() ? 86_400 : Math.max(ttl, 3_600),
                Math.max(mxTtl, 3_600));
    }

    private static String id(Instant time) {
        return time.toString().replaceAll("[-:]|\\.[0-9]+", "");
    }

    private static List<String> some(Random random) {
        Set<String> some = new LinkedHashSet<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            some.add(SERVERS.get(random.nextInt(SERVERS.size())));
        }
        return List.copyOf(some);
    }

    private static List<String> violations(Scenario scenario, Break fault, Random random) {
        World world = carryOut(scenario, fault, random);
        List<String> all = new ArrayList<>();
        // Only one sender keeps a file.
        List<String> senders = fault == Break.NO_WAIT_FOR_FILE ? Collections.nCopies(100, "halon") : SENDERS;
        for (String sender : senders) {
            all.addAll(SenderSimulation.run(sender, world, random));
        }
        return all;
    }

    /** Carries out each step at a random time that the plan allows. */
    private static World carryOut(Scenario scenario, Break fault, Random random) {
        Instant now = scenario.report().observations().checkedAt();
        List<Served> policies = new ArrayList<>(scenario.policies());
        List<From<String>> ids = new ArrayList<>(scenario.ids());
        List<From<List<String>>> live = new ArrayList<>();
        live.add(new From<>(LONG_AGO, scenario.before()));
        long time = 0;
        for (PlanStep step : scenario.plan().steps()) {
            long earliest = Duration.between(now, step.notBefore()).toSeconds();
            long pause = step.afterPrevious().toSeconds();
            if (step.kind().isWait()) {
                long end = Duration.between(now, step.notAfter().orElseThrow()).toSeconds();
                long until = Math.max(end, time + pause);
                time = switch (fault) {
                    case SHORT_WAIT_FOR_SENDERS ->
                        step.kind() == Kind.WAIT_FOR_SENDERS ? time + Math.max(0, pause - 10) : until;
                    case SHORT_WAIT_FOR_RESOLVERS ->
                        step.kind() == Kind.WAIT_FOR_RESOLVERS ? time + Math.max(0, pause - 10) : until;
                    default -> until;
                };
                continue;
            }
            long from = fault == Break.NOTHING
                    ? Math.max(earliest, time + pause)
                    : time + (fault == Break.NO_WAIT_FOR_FILE ? 1 : pause);
            long latest = step.notAfter()
                    .map(end -> Duration.between(now, end).toSeconds())
                    .orElse(from + (fault == Break.NOTHING ? 86_400 : 0));
            time = from
                    + (latest > from && fault == Break.NOTHING ? Math.abs(random.nextLong()) % (latest - from + 1) : 0);
            switch (step.kind()) {
                case SERVE_POLICY -> policies.add(served(time, step.publish()));
                case PUBLISH_RECORD -> ids.add(new From<>(time, step.publish()));
                case REMOVE_RECORD -> ids.add(new From<>(time, ""));
                case REMOVE_POLICY -> policies.add(new Served(time, false, List.of(), 0, false));
                case CHANGE_MX -> {
                    Set<String> both = new LinkedHashSet<>(scenario.before());
                    both.addAll(scenario.after());
                    live.add(new From<>(time, List.copyOf(both)));
                    live.add(new From<>(time + scenario.mxTtl(), scenario.after()));
                }
                default -> {}
            }
        }
        return new World(policies, ids, scenario.recordTtl(), live, time + 40 * 86_400L);
    }

    private static Served served(long time, String text) {
        Policy policy = PolicyParser.parse(text.getBytes(StandardCharsets.UTF_8))
                .policy()
                .orElseThrow();
        return new Served(
                time,
                policy.mode() == Mode.ENFORCE,
                policy.mx().stream().map(MxPattern::toString).toList(),
                policy.maxAge(),
                true);
    }

    private static void assertTextsAreAccepted(Plan plan) {
        Instant previous = Instant.MIN;
        for (PlanStep step : plan.steps()) {
            assertThat(step.notBefore()).isAfterOrEqualTo(plan.steps().get(0).notBefore());
            step.notAfter().ifPresent(end -> assertThat(end).isAfterOrEqualTo(step.notBefore()));
            switch (step.kind()) {
                case SERVE_POLICY ->
                    assertThat(PolicyParser.parse(step.publish().getBytes(StandardCharsets.UTF_8))
                                    .policy())
                            .isPresent();
                case PUBLISH_RECORD ->
                    assertThat(StsRecordSelector.read(step.where(), List.of(step.publish()), "x")
                                    .record())
                            .isPresent();
                default -> assertThat(step.publish()).isEmpty();
            }
            assertThat(step.notBefore())
                    .isAfterOrEqualTo(step.kind() == Kind.SWITCH_OFF_SERVERS ? Instant.MIN : previous);
            previous = step.kind() == Kind.SWITCH_OFF_SERVERS ? previous : step.notBefore();
        }
    }
}
