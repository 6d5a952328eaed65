package io.mtasts.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.verdict.ObservationsBuilder;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The times that are safe for a change, and what the others cost. The domains are checked on 23 November at 12:00. */
class CutOverTest {

    private static Plan plan(ObservationsBuilder domain, String servers, String policy, Instant cutOver) {
        PlanRequest request = PlanFixtures.request(servers, policy);
        return Planner.plan(cutOver == null ? request : PlanFixtures.at(cutOver, request), domain.report());
    }

    /**
     * The earliest time leaves an hour for the first steps, and is a full hour. Senders remember for 7 days and the time to
     * live of the record, from five minutes after the policy is served.
     */
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
            publication | ttl | intended servers | intended policy | expected
            enforce mx1.example.com                 | 6900 | mx9.example.net |                         | 2026-11-30T15:00:00Z
            enforce mx1.example.com                 | 6901 | mx9.example.net |                         | 2026-11-30T16:00:00Z
            enforce mx1.example.com                 | 6900 |                 | none mx1.example.com    | 2026-11-30T15:00:00Z
            testing mx1.example.com                 | 6900 | mx9.example.net |                         | 2026-11-23T14:00:00Z
            testing mx1.example.com                 | 6900 |                 | none mx1.example.com    | 2026-11-23T14:00:00Z
            testing mx1.example.com                 | 6900 |                 | enforce mx1.example.com | 2026-11-23T12:00:00Z
            enforce mx1.example.com mx9.example.net | 6900 | mx9.example.net |                         | 2026-11-23T12:00:00Z
            """)
    void earliest_isTheNextFullHourThatIsSafe(
            String publication, long ttl, String servers, String policy, Instant expected) {
        Plan plan = plan(PlanFixtures.domain(publication).txtTtl(ttl), servers, policy, null);
        assertThat(plan.earliest()).isEqualTo(expected);
        assertThat(plan.cutOver()).isEqualTo(expected);
        assertThat(plan.conflict()).isEmpty();
    }

    /** A time that is too early is replaced by the earliest one. A time in the past means now. */
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
            publication | intended servers | intended policy | requested | cut-over | safe
            enforce mx1.example.com | mx9.example.net |                         | 2026-11-30T13:59:59Z | 2026-11-30T15:00:00Z | false
            enforce mx1.example.com | mx9.example.net |                         | 2026-11-30T14:00:00Z | 2026-11-30T14:00:00Z | true
            enforce mx1.example.com | mx9.example.net |                         | 2026-12-24T00:00:00Z | 2026-12-24T00:00:00Z | true
            testing mx1.example.com | mx9.example.net |                         | 2026-11-23T12:04:59Z | 2026-11-23T14:00:00Z | false
            testing mx1.example.com | mx9.example.net |                         | 2026-11-23T12:05:00Z | 2026-11-23T12:05:00Z | true
            testing mx1.example.com |                 | enforce mx1.example.com | 2026-11-23T11:59:59Z | 2026-11-23T12:00:00Z | true
            testing mx1.example.com |                 | enforce mx1.example.com | 2026-11-23T12:00:01Z | 2026-11-23T12:00:01Z | true
            """)
    void requestedTime_countsIfItIsSafe(
            String publication, String servers, String policy, Instant requested, Instant cutOver, boolean isSafe) {
        Plan plan = plan(PlanFixtures.domain(publication).txtTtl(6_900), servers, policy, requested);
        assertThat(plan.cutOver()).isEqualTo(cutOver);
        assertThat(plan.conflict().isEmpty()).isEqualTo(isSafe);
    }

    /** Senders are listed only if they may still use an old policy. */
    @ParameterizedTest
    @CsvSource({
        "enforce mx1.example.com, a, true",
        "enforce mx1.example.com mx9.example.net, a, false",
        "enforce mx1.example.com mx9.example.net, 20261122T120000Z, true",
        "enforce mx1.example.com mx9.example.net, 20261101T120000Z, false",
        "testing mx1.example.com, a, false",
    })
    void senders_areListedIfTheChangeWaitsForThem(String publication, String id, boolean expected) {
        Plan plan = plan(PlanFixtures.domain(publication).txt("v=STSv1; id=" + id), PlannerTest.MOVED, null, null);
        assertThat(!plan.senders().isEmpty()).isEqualTo(expected);
    }

    /** Only the policy of today that is enforced is known to leave out a server. */
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
            publication | intended servers | intended policy | entered | expected
            enforce mx1.example.com                 | mx9.example.net                 |                      |        | A change of the mail servers at 23 November 2026, 12:01 UTC loses mail: senders may still use the policy of today, which does not name mx9.example.net.
            enforce mx1.example.com                 | mx1.example.com mx9.example.net |                      |        | A change of the mail servers at 23 November 2026, 12:01 UTC loses mail: senders may still use the policy of today, which does not name mx9.example.net.
            enforce mx1.example.com                 | mx9.example.net                 | none mx1.example.com |        | A change of the mail servers at 23 November 2026, 12:01 UTC loses mail: senders may still use the policy of today, which does not name mx9.example.net.
            testing mx1.example.com mx9.example.net | mx9.example.net                 |                      | 604800 | A change of the mail servers at 23 November 2026, 12:01 UTC loses mail: senders may still use an old policy, which may not name the new mail servers.
            none mx9.example.net                    | mx9.example.net                 |                      |        | A change of the mail servers at 23 November 2026, 12:01 UTC loses mail: senders may still use an old policy, which may not name the new mail servers.
            broken enforce mx1.example.com          | mx9.example.net                 |                      |        | A change of the mail servers at 23 November 2026, 12:01 UTC loses mail: senders may still use an old policy, which may not name the new mail servers.
            absent                                  | mx9.example.net                 |                      | 604800 | A change of the mail servers at 23 November 2026, 12:01 UTC loses mail: senders may still use an old policy, which may not name the new mail servers.
            testing mx1.example.com                 | mx9.example.net                 |                      |        | A change of the mail servers at 23 November 2026, 12:01 UTC is too early: another policy comes first, and its record at least 5 minutes later.
            enforce mx9.example.net                 | mx9.example.net                 |                      |        | A change of the mail servers at 23 November 2026, 12:01 UTC is too early: another policy comes first, and its record at least 5 minutes later.
            enforce mx1.example.com                 |                                 | none mx1.example.com |        | MTA-STS cannot be removed at 23 November 2026, 12:01 UTC: senders may still use a policy in mode enforce that they remember.
            none mx1.example.com                    |                                 | none mx1.example.com |        | MTA-STS cannot be removed at 23 November 2026, 12:01 UTC: senders may still use a policy in mode enforce that they remember.
            testing mx1.example.com                 |                                 | none mx1.example.com |        | MTA-STS cannot be removed at 23 November 2026, 12:01 UTC: another policy comes first, and its record at least 5 minutes later.
            """)
    void conflict_saysWhatTheTimeCosts(
            String publication, String servers, String policy, Long entered, String expected) {
        PlanRequest request = PlanFixtures.longest(
                entered, PlanFixtures.at(PlanFixtures.NOW.plusSeconds(119), PlanFixtures.request(servers, policy)));
        Optional<String> conflict =
                Planner.plan(request, PlanFixtures.domain(publication).report()).conflict();
        assertThat(conflict.orElseThrow())
                .startsWith(expected)
                .contains("The earliest safe time is ", ", if the first steps are done within an hour.");
    }

    /** With a max_age of an hour, one sender is later than all others, since it remembers for at least a week. */
    @ParameterizedTest
    @CsvSource({
        "3600, 2026-11-30T12:04:59Z, Java library of Mimecast, 14:00",
        "604800, 2026-11-30T12:05:00Z, , 15:00",
    })
    void conflict_namesTheSendersThatAreLate(long maxAge, Instant requested, String sender, String earliest) {
        Plan plan = plan(
                PlanFixtures.domain("enforce mx1.example.com")
                        .policy(ObservationsBuilder.answer("enforce", maxAge, "mx1.example.com"))
                        .txtTtl(3_600),
                PlannerTest.MOVED,
                null,
                requested);
        String late = sender == null ? PlanFixtures.extendingSenders() : sender;
        assertThat(plan.conflict().orElseThrow())
                .endsWith("This is true for " + late + ". The earliest safe time is 30 November 2026, " + earliest
                        + " UTC, if the first steps are done within an hour.");
    }

    /** A domain owner who knows the longest max_age need not wait for a year. */
    @ParameterizedTest
    @CsvSource({
        "none mx1.example.com, , true",
        "none mx1.example.com, 604800, false",
        "unreadable, , true",
        "unreadable, 604800, false",
        "broken enforce mx1.example.com, , false",
        "enforce mx1.example.com, , false",
    })
    void conflict_asksForTheLongestMaxAge_ifThatWasAssumed(String publication, Long entered, boolean expected) {
        PlanRequest request = PlanFixtures.longest(
                entered, PlanFixtures.at(PlanFixtures.NOW, PlanFixtures.request(PlannerTest.MOVED, null)));
        String conflict = Planner.plan(request, PlanFixtures.domain(publication).report())
                .conflict()
                .orElseThrow();
        assertThat(conflict.endsWith(
                        " The service assumes the longest max_age that is allowed. If you know the longest max_age that the"
                                + " domain ever published, send it as longestMaxAgeSeconds."))
                .isEqualTo(expected);
    }

    /** Behind a broken record with mode none there may have been a policy for a year, as before any other mode none. */
    @Test
    void brokenModeNone_waitsAYear() {
        Plan plan = plan(PlanFixtures.domain("broken none mx1.example.com"), PlannerTest.MOVED, null, null);
        assertThat(plan.earliest()).isAfter(Instant.parse("2027-11-23T12:00:00Z"));
    }
}
