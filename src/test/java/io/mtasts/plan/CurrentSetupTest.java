package io.mtasts.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.verdict.ObservationsBuilder;
import io.mtasts.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a plan knows about a domain. */
class CurrentSetupTest {

    private static CurrentSetup setup(String publication) {
        return CurrentSetup.of(PlanFixtures.domain(publication).report());
    }

    /** Only a policy that senders accept is applied. One with plain mistakes is intended. */
    @ParameterizedTest
    @CsvSource({
        "enforce mx1.example.com, ENFORCING, enforce mx1.example.com, enforce mx1.example.com",
        "testing mx1.example.com, TESTING, testing mx1.example.com, testing mx1.example.com",
        "none mx1.example.com, DISABLED, none mx1.example.com, none mx1.example.com",
        "broken enforce mx1.example.com, BROKEN, -, enforce mx1.example.com",
        "unreadable, BROKEN, -, -",
        "absent, NOT_CONFIGURED, -, -",
    })
    void policy_isAppliedIntendedOrUnknown(String publication, Verdict verdict, String applied, String intended) {
        CurrentSetup today = setup(publication);
        assertThat(today.verdict()).isEqualTo(verdict);
        assertThat(PlanFixtures.text(today.applied())).isEqualTo(applied);
        assertThat(PlanFixtures.text(today.intended())).isEqualTo(intended);
    }

    @Test
    void intended_isTheCorrectedPolicy() {
        CurrentSetup today = CurrentSetup.of(new ObservationsBuilder()
                .policy(ObservationsBuilder.answer(
                        200, "text/plain", "version: STSv1\nmode: enforced\nmx: mx1.example.com\nmax_age: 604800\n"))
                .report());
        assertThat(today.applied()).isEmpty();
        assertThat(PlanFixtures.text(today.intended())).isEqualTo("enforce mx1.example.com");
    }

    /** A resolver reports what is left of a time to live, so an hour is the least that counts. */
    @ParameterizedTest
    @CsvSource({"0, 3600", "3599, 3600", "3600, 3600", "3601, 3601", "172800, 172800"})
    void ttl_isAtLeastAnHour(long observed, long expected) {
        CurrentSetup today = CurrentSetup.of(
                new ObservationsBuilder().txtTtl(observed).mxTtl(observed).report());
        assertThat(today.recordTtl()).isEqualTo(Duration.ofSeconds(expected));
        assertThat(today.mxTtl()).isEqualTo(Duration.ofSeconds(expected));
    }

    @Test
    void ttl_thatWasNotObserved_isADay() {
        CurrentSetup today = setup("absent");
        assertThat(today.recordTtl()).isEqualTo(Duration.ofDays(1));
        assertThat(today.mxTtl()).isEqualTo(Duration.ofDays(1));
    }

    /** The domains are checked at 12:00. A change cannot be later than the check. */
    @ParameterizedTest
    @CsvSource({
        "a, ",
        "20261123T115959Z, 2026-11-23T11:59:59Z",
        "20261123T120000Z, 2026-11-23T12:00:00Z",
        "20261123T120001Z, 2026-11-23T12:00:00Z",
        "20270101T000000Z, 2026-11-23T12:00:00Z",
    })
    void lastChange_isTheTimeInTheId(String id, Instant expected) {
        CurrentSetup today = CurrentSetup.of(
                new ObservationsBuilder().txt("v=STSv1; id=" + id).report());
        assertThat(today.lastChange()).isEqualTo(Optional.ofNullable(expected));
    }

    /** A TXT record cannot exist next to a CNAME record. RFC 1034, 3.6.2. */
    @Test
    void recordOwner_isTheEndOfTheAliases() {
        assertThat(CurrentSetup.of(new ObservationsBuilder().report()).recordOwner())
                .isEqualTo("_mta-sts.example.com");
        assertThat(CurrentSetup.of(new ObservationsBuilder()
                                .txtBehind("example-com.provider.example")
                                .report())
                        .recordOwner())
                .isEqualTo("example-com.provider.example");
    }

    /** Before mode none there was another policy, and behind an error there may be any. */
    @ParameterizedTest
    @CsvSource({
        "enforce mx1.example.com, false",
        "testing mx1.example.com, false",
        "none mx1.example.com, true",
        "absent, false",
        "unreadable, true",
        "broken enforce mx1.example.com, false",
        "broken testing mx1.example.com, false",
        "broken none mx1.example.com, true",
    })
    void earlierPolicies_areHidden(String publication, boolean expected) {
        assertThat(setup(publication).hidesEarlierPolicies()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "mx1.example.com, true",
        "mx2.example.com mx1.example.com, true",
        "mx1.example.com mx9.example.net, false",
        "*.example.com, false",
    })
    void isInUse_holdsForServersOfToday(String patterns, boolean expected) {
        CurrentSetup today = CurrentSetup.of(PlanFixtures.domain("absent")
                .mx("mx1.example.com", "mx2.example.com")
                .report());
        assertThat(today.isInUse(PatternSets.ofNames(PlanFixtures.names(patterns))))
                .isEqualTo(expected);
    }

    /** The policy of today decides only if it is enforced. Otherwise any earlier one had to name the servers of today. */
    @ParameterizedTest
    @CsvSource({
        "enforce mx1.example.com mx9.example.net, mx1.example.com mx9.example.net, ",
        "enforce mx1.example.com, mx1.example.com mx9.example.net, mx9.example.net",
        "enforce mx9.example.net, mx1.example.com mx9.example.net, mx1.example.com",
        "testing mx1.example.com mx9.example.net, mx1.example.com mx9.example.net, mx9.example.net",
        "none mx9.example.net, mx1.example.com mx9.example.net, mx9.example.net",
        "broken enforce mx9.example.net, mx1.example.com mx9.example.net, mx9.example.net",
    })
    void uncovered_patternsMayBeRejected(String publication, String patterns, String expected) {
        assertThat(PatternSets.texts(setup(publication).uncovered(PatternSets.ofNames(PlanFixtures.names(patterns)))))
                .isEqualTo(PlanFixtures.names(expected));
    }
}
