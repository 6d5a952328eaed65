package io.mtasts.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.plan.PlanStep.Kind;
import io.mtasts.verdict.ObservationsBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The times, places and words of the steps. */
class PlanStepsTest {

    private static final Instant IN_A_MONTH = PlanFixtures.NOW.plus(Duration.ofDays(30));

    private static List<PlanStep> steps(ObservationsBuilder domain, PlanRequest request) {
        return Planner.plan(request, domain.report()).steps();
    }

    private static PlanStep step(List<PlanStep> steps, Kind kind) {
        return steps.stream().filter(step -> step.kind() == kind).findFirst().orElseThrow();
    }

    private static PlanStep step(String publication, String live, PlanRequest request, Kind kind) {
        return step(steps(PlanFixtures.domain(publication).mx(live.split(" ")), request), kind);
    }

    /** The times are durations since the check. */
    private static String times(PlanStep step) {
        return step.kind() + " " + Duration.between(PlanFixtures.NOW, step.notBefore()) + ".."
                + step.notAfter()
                        .map(end -> Duration.between(PlanFixtures.NOW, end).toString())
                        .orElse("")
                + (step.afterPrevious().isZero() ? "" : " after " + step.afterPrevious());
    }

    private static Stream<String> places(List<PlanStep> steps) {
        return steps.stream()
                .map(step -> (step.kind() + " " + step.where() + " " + step.publish())
                        .replace("\r\n", "~")
                        .strip());
    }

    /** Senders remember for 7 days and the time to live of the record, a day, since that was not observed. */
    @Test
    void move_inAMonth_leavesAsMuchTimeAsIsSafe() {
        List<PlanStep> steps = steps(
                PlanFixtures.domain("enforce mx1.example.com").mxTtl(7_200),
                PlanFixtures.at(IN_A_MONTH, PlanFixtures.request(PlannerTest.MOVED, null)));
        assertThat(steps.stream().map(PlanStepsTest::times))
                .containsExactly(
                        "PREPARE_SERVERS PT0S..PT720H",
                        "SERVE_POLICY PT0S..PT527H55M",
                        "PUBLISH_RECORD PT5M..PT528H after PT5M",
                        "WAIT_FOR_SENDERS PT5M..PT720H after PT192H",
                        "CHANGE_MX PT720H..",
                        "WAIT_FOR_RESOLVERS PT720H..PT722H after PT2H",
                        "SERVE_POLICY PT722H..",
                        "PUBLISH_RECORD PT722H5M.. after PT5M",
                        "SWITCH_OFF_SERVERS PT722H..");
        String url = "https://mta-sts.example.com/.well-known/mta-sts.txt";
        assertThat(places(steps))
                .containsExactly(
                        "PREPARE_SERVERS",
                        "SERVE_POLICY " + url
                                + " version: STSv1~mode: enforce~mx: mx1.example.com~mx: mx9.example.net~max_age: 604800~",
                        "PUBLISH_RECORD _mta-sts.example.com v=STSv1; id=20261215T120000Z;",
                        "WAIT_FOR_SENDERS",
                        "CHANGE_MX example.com",
                        "WAIT_FOR_RESOLVERS",
                        "SERVE_POLICY " + url + " version: STSv1~mode: enforce~mx: mx9.example.net~max_age: 604800~",
                        "PUBLISH_RECORD _mta-sts.example.com v=STSv1; id=20261223T140500Z;",
                        "SWITCH_OFF_SERVERS");
    }

    /** One of the eight days is over, so seven are left, and the change follows at a full hour. */
    @Test
    void move_thatWasAnnouncedADayAgo_waitsForTheRest() {
        List<PlanStep> steps = steps(
                PlanFixtures.domain("enforce mx1.example.com mx9.example.net").txt("v=STSv1; id=20261122T120000Z"),
                PlanFixtures.request(PlannerTest.MOVED, null));
        assertThat(steps.stream().map(PlanStepsTest::times))
                .startsWith(
                        "PREPARE_SERVERS PT0S..PT169H",
                        "WAIT_FOR_SENDERS PT0S..PT169H after PT168H",
                        "CHANGE_MX PT169H..");
    }

    /** First mode none, then no record, then no policy. RFC 8461, 8.3. */
    @Test
    void removal_takesTheRecordAwayBeforeThePolicy() {
        List<PlanStep> steps = steps(
                PlanFixtures.domain("enforce mx1.example.com").txtTtl(7_200),
                PlanFixtures.at(IN_A_MONTH, PlanFixtures.request(null, "none mx1.example.com")));
        assertThat(steps.stream().map(PlanStepsTest::times))
                .containsExactly(
                        "SERVE_POLICY PT0S..PT549H55M",
                        "PUBLISH_RECORD PT5M..PT550H after PT5M",
                        "WAIT_FOR_SENDERS PT5M..PT720H after PT170H",
                        "REMOVE_RECORD PT720H..",
                        "REMOVE_POLICY PT722H.. after PT2H");
        assertThat(places(steps)).endsWith("REMOVE_RECORD _mta-sts.example.com", "REMOVE_POLICY mta-sts.example.com");
    }

    /** Two weeks of reports lie between testing and enforce. A policy that is published already is not published again. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            none mx1.example.com                    | enforce mx1.example.com                 | SERVE_POLICY PT0S.., PUBLISH_RECORD PT5M.. after PT5M, READ_REPORTS PT5M..PT336H5M after PT336H, SERVE_POLICY PT336H5M.., PUBLISH_RECORD PT336H10M.. after PT5M
            testing mx1.example.com                 | enforce mx1.example.com                 | SERVE_POLICY PT0S.., PUBLISH_RECORD PT5M.. after PT5M
            testing mx1.example.com                 | enforce mx1.example.com mx9.example.net | PREPARE_SERVERS PT0S..PT2H, SERVE_POLICY PT0S..PT1H55M, PUBLISH_RECORD PT5M..PT2H after PT5M, CHANGE_MX PT2H.., READ_REPORTS PT2H..PT338H after PT336H, SERVE_POLICY PT338H.., PUBLISH_RECORD PT338H5M.. after PT5M
            testing mx1.example.com mx9.example.net | enforce mx1.example.com mx9.example.net | PREPARE_SERVERS PT0S..PT0S, CHANGE_MX PT0S.., READ_REPORTS PT0S..PT336H after PT336H, SERVE_POLICY PT336H.., PUBLISH_RECORD PT336H5M.. after PT5M
            """)
    void enforcing_followsTwoWeeksOfReports(String publication, String policy, String expected) {
        assertThat(steps(PlanFixtures.domain(publication), PlanFixtures.request(null, policy)).stream()
                        .map(PlanStepsTest::times))
                .containsExactly(expected.split(", "));
    }

    /** The text says what the policy is for, and the reason says what is lost without it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            enforce mx1.example.com                 | mx1.example.com | mx9.example.net |                         | Serve a policy that covers the old and the new mail servers. | A sender that fetches the policy from now on accepts all these servers, before and after the change.
            enforce mx8.example.com                 | mx1.example.com | mx9.example.net |                         | Serve a policy that covers the old and the new mail servers. | The policy of today leaves out mx1.example.com, so that senders refuse mail to it already. Do this now.
            testing mx8.example.com                 | mx1.example.com | mx9.example.net |                         | Serve a policy that covers the old and the new mail servers. | Without it, senders report failures for the new mail servers.
            enforce mx1.example.com mx9.example.net | mx1.example.com |                 | testing mx9.example.net | Serve a policy that covers the old and the new mail servers. | A sender that fetches it delivers to the new mail servers even if their certificates are not valid.
            broken enforce mx1.example.com          | mx1.example.com | mx9.example.net |                         | Serve a policy that covers the old and the new mail servers. | A sender that fetches the policy from now on accepts all these servers, before and after the change.
            enforce mx1.example.com                 | mx1.example.com |                 | none mx1.example.com    | Serve a policy in mode none. | Senders that fetch it treat the domain as if it had no MTA-STS. Do not remove the record before: senders would go on with the policy that they remember.
            none mx1.example.com                    | mx1.example.com |                 | enforce mx1.example.com | Serve the new policy. | All mail servers in use are in it.
            absent                                  | mx1.example.com | mx9.example.net | testing mx9.example.net | Serve the new policy. | All mail servers in use are in it.
            none mx1.example.com                    | mx1.example.com | mx9.example.net | testing mx9.example.net | Serve the new policy. | All mail servers in use are in it.
            enforce mx1.example.com mx9.example.net | mx1.example.com | mx9.example.net |                         | Serve the policy without the old mail servers. | No mail arrives at the old mail servers any more.
            testing mx1.example.com                 | mx1.example.com |                 | enforce mx1.example.com | Serve the new policy. | All mail servers in use are in it.
            """)
    void firstPolicy_hasAReason(
            String publication, String live, String servers, String policy, String text, String reason) {
        PlanStep step = step(publication, live, PlanFixtures.request(servers, policy), Kind.SERVE_POLICY);
        assertThat(step.text()).isEqualTo(text);
        assertThat(step.reason()).isEqualTo(reason);
    }

    @Test
    void policyHostWithAnAlias_isServedByItsOperator() {
        PlanStep step = step(
                steps(
                        PlanFixtures.domain("enforce mx1.example.com").policyHostBehind("sts.provider.example"),
                        PlanFixtures.request(PlannerTest.MOVED, null)),
                Kind.SERVE_POLICY);
        assertThat(step.text())
                .isEqualTo(
                        "Serve a policy that covers the old and the new mail servers. mta-sts.example.com is an alias of"
                                + " sts.provider.example, so its operator has to serve it.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            enforce mx1.example.com                 | mx9.example.net |                         | Change the MX records to mx9.example.net. | No known sender remembers an enforced policy any more that leaves out a new mail server.
            enforce mx1.example.com mx9.example.net | mx9.example.net |                         | Change the MX records to mx9.example.net. | No enforced policy that a known sender may remember leaves out a new mail server.
            enforce mx1.example.com                 |                 | enforce mx9.example.net | Change the MX records.                    | No known sender remembers an enforced policy any more that leaves out a new mail server.
            testing mx1.example.com                 | mx9.example.net |                         | Change the MX records to mx9.example.net. | No enforced policy that a known sender may remember leaves out a new mail server.
            """)
    void changeOfMx_reportsWhyItIsSafe(String publication, String servers, String policy, String text, String reason) {
        PlanStep step = step(publication, "mx1.example.com", PlanFixtures.request(servers, policy), Kind.CHANGE_MX);
        assertThat(step.text()).isEqualTo(text);
        assertThat(step.reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            enforce mx1.example.com | Wait until no sender remembers the old policy.
            none mx1.example.com    | Wait until no sender remembers an earlier policy.
            """)
    void wait_namesThePolicyThatIsRemembered(String publication, String expected) {
        assertThat(step(
                                publication,
                                "mx1.example.com",
                                PlanFixtures.request(PlannerTest.MOVED, null),
                                Kind.WAIT_FOR_SENDERS)
                        .text())
                .isEqualTo(expected);
    }

    /** With a max_age of an hour, one sender that never remembers for less than a week is the last one. */
    @Test
    void wait_namesTheOnlyLastSender() {
        PlanStep step = step(
                steps(
                        PlanFixtures.domain("enforce mx1.example.com")
                                .policy(ObservationsBuilder.answer("enforce", 3_600, "mx1.example.com")),
                        PlanFixtures.request(PlannerTest.MOVED, null)),
                Kind.WAIT_FOR_SENDERS);
        assertThat(step.reason())
                .isEqualTo(
                        "A sender may use a remembered policy until it expires. Java library of Mimecast remembers it"
                                + " longest.");
    }

    /** All senders that extend a policy while the record is the same are the last ones, the known ones first. */
    @Test
    void wait_namesSomeOfManyLastSenders() {
        PlanStep step = step(
                "enforce mx1.example.com",
                "mx1.example.com",
                PlanFixtures.request(PlannerTest.MOVED, null),
                Kind.WAIT_FOR_SENDERS);
        assertThat(step.reason())
                .isEqualTo("A sender may use a remembered policy until it expires. " + PlanFixtures.extendingSenders()
                        + " remember it longest.");
    }

    @Test
    void oldAndNewServers_areNamed() {
        List<PlanStep> steps =
                steps(PlanFixtures.domain("enforce mx1.example.com"), PlanFixtures.request(PlannerTest.MOVED, null));
        assertThat(step(steps, Kind.PREPARE_SERVERS).text()).endsWith("This is about mx9.example.net.");
        assertThat(step(steps, Kind.WAIT_FOR_RESOLVERS).reason()).endsWith("mail still arrives at mx1.example.com.");
        assertThat(step(steps, Kind.SWITCH_OFF_SERVERS).text())
                .isEqualTo("Switch off the old mail servers when their queues are empty: mx1.example.com.");
    }

    /** A calendar shows a wait as a span of time, not as a task. */
    @ParameterizedTest
    @EnumSource
    void kind_isAWaitIfThereIsNothingElseToDo(Kind kind) {
        assertThat(kind.isWait())
                .isEqualTo(List.of(Kind.WAIT_FOR_SENDERS, Kind.WAIT_FOR_RESOLVERS, Kind.READ_REPORTS)
                        .contains(kind));
    }
}
