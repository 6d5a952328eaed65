package io.mtasts.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.sender.Sender;
import io.mtasts.sender.SenderMatrix;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which policies senders may remember, and for how long. All times are in seconds. */
class RememberedPoliciesTest {

    private static final String CHANGED = "2026-11-20T08:00:00Z";

    /** A policy of today counts if it is enforced. Before mode none, and behind an error, there may have been any. */
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
            publication | id is a time | entered | max_age | longest | replaced
            enforce mx1.example.com        | true  |      | 604800 |          | true
            enforce mx1.example.com        | false | 3600 | 604800 | 3600     | false
            none mx1.example.com           | true  |      |        | 31557600 | true
            none mx1.example.com           | false | 3600 |        | 3600     | false
            testing mx1.example.com        | true  | 3600 |        | 3600     | false
            absent                         | false | 3600 |        | 3600     | false
            unreadable                     | true  |      |        | 31557600 | false
            unreadable                     | true  | 3600 |        | 3600     | false
            broken enforce mx1.example.com | false |      | 604800 |          | false
            broken enforce mx1.example.com | false | 3600 | 604800 | 3600     | false
            broken testing mx1.example.com | false | 3600 |        | 3600     | false
            broken none mx1.example.com    | false |      |        | 31557600 | false
            broken none mx1.example.com    | false | 3600 |        | 3600     | false
            """)
    void policies_mayBeRemembered(
            String publication, boolean isTime, Long entered, Long maxAge, Long longest, boolean isReplaced) {
        var domain = PlanFixtures.domain(publication);
        if (isTime) {
            domain.txt("v=STSv1; id=20261120T080000Z");
        }
        assertThat(RememberedPolicies.of(CurrentSetup.of(domain.report()), PlanFixtures.seconds(entered)))
                .contains(new RememberedPolicies(
                        PlanFixtures.seconds(maxAge),
                        PlanFixtures.seconds(longest),
                        isReplaced ? Optional.of(Instant.parse(CHANGED)) : Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"testing mx1.example.com", "absent", "broken testing mx1.example.com"})
    void domainThatNeverEnforced_leavesNothingToRemember(String publication) {
        assertThat(RememberedPolicies.of(
                        CurrentSetup.of(PlanFixtures.domain(publication).report()), OptionalLong.empty()))
                .isEmpty();
    }

    /** The longer one of the policy of today and the earlier ones counts, within the bounds of the sender. */
    @ParameterizedTest
    @CsvSource({
        "mox, 86400, , 86400",
        "mox, , 86400, 86400",
        "mox, 86400, 604800, 604800",
        "mox, 604800, 86400, 604800",
        "mimecast-lib, 86400, , 604800",
        "mimecast-lib, 604801, , 604801",
        "stalwart, 3599, , 86400",
        "stalwart, 3600, , 3600",
        "stalwart, , 3600, 86400",
        "postfix-tlspol, 2592001, , 2592000",
    })
    void sender_remembersTheLongest(String sender, Long maxAge, Long longest, long expected) {
        List<SenderSchedule> schedules = new RememberedPolicies(
                        PlanFixtures.seconds(maxAge), PlanFixtures.seconds(longest), Optional.empty())
                .schedules(PlanFixtures.NOW, Duration.ofHours(1));
        assertThat(schedules)
                .filteredOn(schedule -> schedule.sender().id().equals(sender))
                .extracting(SenderSchedule::lifetime)
                .containsExactly(Duration.ofSeconds(expected));
    }

    /** The last one comes first. Among those that forget at the same time, a sender whose cache is known is the example. */
    @Test
    void schedules_beginWithTheLastSender() {
        List<SenderSchedule> schedules = new RememberedPolicies(
                        OptionalLong.of(PlanFixtures.MAX_AGE), OptionalLong.empty(), Optional.empty())
                .schedules(PlanFixtures.NOW, Duration.ofHours(1));
        assertThat(schedules)
                .extracting(schedule -> schedule.sender().id())
                .containsExactlyInAnyOrderElementsOf(SenderMatrix.current().senders().stream()
                        .filter(sender -> sender.support() != Sender.Support.NO)
                        .map(Sender::id)
                        .toList());
        assertThat(schedules)
                .extracting(SenderSchedule::forgottenAt)
                .isSortedAccordingTo(Comparator.reverseOrder())
                .startsWith(PlanFixtures.NOW.plusSeconds(PlanFixtures.MAX_AGE).plusSeconds(3_600));
        assertThat(schedules)
                .filteredOn(schedule ->
                        schedule.forgottenAt().equals(schedules.get(0).forgottenAt()))
                .extracting(schedule -> schedule.sender().cache().isKnown())
                .contains(true, false)
                .isSortedAccordingTo(Comparator.reverseOrder());
    }
}
