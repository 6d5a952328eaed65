package io.mtasts.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.name.DomainName;
import io.mtasts.plan.PlanStep.Kind;
import io.mtasts.verdict.FetchFailure;
import io.mtasts.verdict.InconclusiveLookup;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.ObservationsBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The steps of plans. {@link PlannerPropertyTest} shows that their times are safe. */
class PlannerTest {

    static final String MOVED = "mx9.example.net";
    private static final Instant NOW = new ObservationsBuilder().observations().checkedAt();

    private static Plan move(ObservationsBuilder domain, String... servers) {
        return Planner.plan(PlanFixtures.request(String.join(" ", servers), null), domain.report());
    }

    private static String kinds(Plan plan) {
        return plan.steps().stream().map(step -> step.kind().name()).collect(Collectors.joining(" "));
    }

    private static List<String> policies(Plan plan) {
        return plan.steps().stream()
                .filter(step -> step.kind() == Kind.SERVE_POLICY)
                .map(step -> step.publish()
                        .replace("version: STSv1\r\nmode: ", "")
                        .replaceAll("\r\nmax_age: .*\r\n", "")
                        .replace("\r\nmx:", ""))
                .toList();
    }

    @Test
    void move_coversBothThenWaitsThenChangesThenRemoves() {
        Plan plan = move(
                new ObservationsBuilder().txt("v=STSv1; id=a").txtTtl(7_200).mxTtl(86_400), MOVED);

        assertThat(policies(plan))
                .containsExactly("enforce mx1.example.com mx9.example.net", "enforce mx9.example.net");
        // five minutes, then two weeks and the time to live, with an hour for the first steps, to the full hour
        assertThat(plan.cacheTime()).isEqualTo(Duration.ofDays(14).plusHours(2));
        assertThat(plan.cutOver()).isEqualTo(Instant.parse("2026-12-07T16:00:00Z"));
        PlanStep change = plan.steps().stream()
                .filter(step -> step.kind() == Kind.CHANGE_MX)
                .findFirst()
                .orElseThrow();
        assertThat(change.notBefore()).isEqualTo(plan.cutOver());
        assertThat(plan.steps().get(6).notBefore()).isEqualTo(plan.cutOver().plus(Duration.ofDays(1)));
        assertThat(plan.steps().get(2).notAfter()).contains(plan.cutOver().minus(plan.cacheTime()));
    }

    @Test
    void records_haveNewIdsThatSayTheLatestTime() {
        Plan plan = move(new ObservationsBuilder().txt("v=STSv1; id=a"), MOVED);
        List<PlanStep> records = plan.steps().stream()
                .filter(step -> step.kind() == Kind.PUBLISH_RECORD)
                .toList();
        assertThat(records).hasSize(2).extracting(PlanStep::publish).doesNotHaveDuplicates();
        assertThat(records.get(0).publish())
                .isEqualTo("v=STSv1; id="
                        + records.get(0).notAfter().orElseThrow().toString().replaceAll("[-:]", "") + ";");
    }

    /** A plan that is made again after its first steps allows the same time. */
    @Test
    void plan_madeAgain_allowsTheSameTime() {
        Plan first = move(new ObservationsBuilder().txt("v=STSv1; id=a"), MOVED);
        ObservationsBuilder later = new ObservationsBuilder()
                .txt(first.steps().get(2).publish())
                .policy("enforce", "mx1.example.com", MOVED);
        Plan again = Planner.plan(
                new PlanRequest(
                        List.of(new DomainName(MOVED)),
                        Optional.empty(),
                        Optional.of(first.cutOver()),
                        OptionalLong.empty()),
                later.report());
        assertThat(again.conflict()).isEmpty();
        assertThat(kinds(again)).startsWith("PREPARE_SERVERS WAIT_FOR_SENDERS CHANGE_MX");
        assertThat(Planner.plan(
                                new PlanRequest(
                                        List.of(new DomainName(MOVED)),
                                        Optional.empty(),
                                        Optional.of(NOW.plus(Duration.ofDays(1))),
                                        OptionalLong.empty()),
                                later.report())
                        .conflict())
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            enforce | mx1.example.com                 | enforce mx1.example.com mx9.example.net; enforce mx9.example.net
            enforce | mx1.example.com,mx9.example.net | enforce mx9.example.net
            enforce | mx8.example.com                 | enforce mx8.example.com mx1.example.com mx9.example.net; enforce mx9.example.net
            testing | mx1.example.com                 | testing mx1.example.com mx9.example.net; testing mx9.example.net
            none    | mx1.example.com                 |
            """)
    void policies_coverAllServersInUse(String mode, String patterns, String expected) {
        Plan plan = move(new ObservationsBuilder().txt("v=STSv1; id=a").policy(mode, patterns.split(",")), MOVED);
        assertThat(String.join("; ", policies(plan))).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void sameServers_needNoStep() {
        Plan plan = move(new ObservationsBuilder(), "mx1.example.com");
        assertThat(plan.steps()).isEmpty();
        assertThat(plan.assumptions()).isEmpty();
        assertThat(plan.cutOver()).isEqualTo(NOW);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            enforce | testing | SERVE_POLICY PUBLISH_RECORD
            testing | enforce | SERVE_POLICY PUBLISH_RECORD
            enforce | none    | SERVE_POLICY PUBLISH_RECORD WAIT_FOR_SENDERS REMOVE_RECORD REMOVE_POLICY
            testing | none    | SERVE_POLICY PUBLISH_RECORD REMOVE_RECORD REMOVE_POLICY
            none    | enforce | SERVE_POLICY PUBLISH_RECORD READ_REPORTS SERVE_POLICY PUBLISH_RECORD
            none    | none    | WAIT_FOR_SENDERS REMOVE_RECORD REMOVE_POLICY
            """)
    void mode_changes(String today, String intended, String expected) {
        Plan plan = Planner.plan(
                PlanFixtures.request(null, intended + " mx1.example.com"),
                new ObservationsBuilder()
                        .txt("v=STSv1; id=a")
                        .policy(today, "mx1.example.com")
                        .report());
        assertThat(kinds(plan)).isEqualTo(expected);
    }

    @Test
    void noMtaSts_needsNoWait() {
        Plan plan = move(
                new ObservationsBuilder().txt(Lookup.Outcome.NX_DOMAIN).fails(FetchFailure.Kind.NO_ADDRESS), MOVED);
        assertThat(kinds(plan)).isEqualTo("PREPARE_SERVERS CHANGE_MX WAIT_FOR_RESOLVERS SWITCH_OFF_SERVERS");
        assertThat(plan.cutOver()).isEqualTo(NOW);
        assertThat(plan.assumptions()).contains("The domain never had a policy that a sender may still remember.");
    }

    /** A plan depends on the record, the policy and the mail servers. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SERVER_FAILURE | FOUND          | txt-lookup-failed          | false
            TIMEOUT        | FOUND          | txt-lookup-failed          | true
            NO_DATA        | SERVER_FAILURE | mx-lookup-failed           | false
            NO_DATA        | TIMEOUT        | mx-lookup-failed           | true
            FOUND          | TIMEOUT        | mx-lookup-failed           | true
            NAME_TOO_LONG  | FOUND          | domain-too-long-for-mta-sts |
            FOUND          | FOUND          |                            |
            NO_DATA        | FOUND          |                            |
            """)
    void failedLookup_leadsToNoPlan(Lookup.Outcome record, Lookup.Outcome mx, String code, Boolean isTimeout) {
        ObservationsBuilder domain = new ObservationsBuilder();
        if (record != Lookup.Outcome.FOUND) {
            domain.txt(record).fails(FetchFailure.Kind.NO_ADDRESS);
        }
        if (mx != Lookup.Outcome.FOUND) {
            domain.mx(mx);
        }
        assertThat(Planner.blocker(domain.report())
                        .map(finding -> finding.code().code()))
                .isEqualTo(Optional.ofNullable(code));
        assertThat(Planner.inconclusive(domain.report()).map(InconclusiveLookup::timedOut))
                .isEqualTo(Optional.ofNullable(isTimeout));
    }

    @Test
    void senders_differ() {
        Plan plan = move(new ObservationsBuilder().txt("v=STSv1; id=a").txtTtl(7_200), MOVED);
        Instant announced = plan.cutOver().minus(plan.cacheTime());
        assertThat(schedule(plan, "mox").newPolicyFrom()).isEqualTo(announced.plusSeconds(7_200));
        assertThat(schedule(plan, "mox").forgottenAt()).isEqualTo(announced.plus(Duration.ofDays(14)));
        assertThat(schedule(plan, "chasquid").newPolicyFrom()).isEqualTo(announced.plusSeconds(600));
        assertThat(schedule(plan, "postfix-tlspol").newPolicyFrom()).isEqualTo(announced.plus(Duration.ofDays(14)));
        assertThat(schedule(plan, "halon").forgottenAt()).isEqualTo(plan.cutOver());
        assertThat(plan.senders()).extracting(sender -> sender.sender().id()).doesNotContain("yahoo", "exim");
    }

    private static SenderSchedule schedule(Plan plan, String sender) {
        return plan.senders().stream()
                .filter(known -> known.sender().id().equals(sender))
                .findFirst()
                .orElseThrow();
    }
}
