package io.mtasts.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.plan.PlanStep.Kind;
import io.mtasts.verdict.ObservationsBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What nobody observed is a sentence of the plan if the plan relies on it, and only then. */
class AssumptionsTest {

    private static final String RECORD_TTL = "The time to live of the record";
    private static final String MX_TTL = "The time to live of the MX records";
    private static final String SERVED = "Every server of the policy host serves a new policy before its record is"
            + " published, and no proxy in front of it serves an older one.";

    private static List<String> assumptions(String kinds, ObservationsBuilder domain, Long longest) {
        List<PlanStep> steps = PlanFixtures.names(kinds).stream()
                .map(kind -> PlanStep.of(Kind.valueOf(kind), "", "", PlanFixtures.NOW))
                .toList();
        return Assumptions.of(steps, CurrentSetup.of(domain.report()), PlanFixtures.seconds(longest));
    }

    @Test
    void nothingToDo_assumesNothing() {
        assertThat(assumptions(null, PlanFixtures.domain("unreadable"), 3_600L)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PREPARE_SERVERS, false, false, false",
        "CHANGE_MX, false, false, false",
        "SERVE_POLICY PUBLISH_RECORD, true, false, true",
        "WAIT_FOR_SENDERS CHANGE_MX, true, false, false",
        "CHANGE_MX WAIT_FOR_RESOLVERS, false, true, false",
        "REMOVE_RECORD REMOVE_POLICY, true, false, false",
    })
    void steps_relyOnTheirOwnAssumptions(String kinds, boolean recordTtl, boolean mxTtl, boolean served) {
        List<String> assumptions = assumptions(kinds, PlanFixtures.domain("enforce mx1.example.com"), null);
        assertThat(assumptions.stream().anyMatch(text -> text.startsWith(RECORD_TTL)))
                .isEqualTo(recordTtl);
        assertThat(assumptions.stream().anyMatch(text -> text.startsWith(MX_TTL)))
                .isEqualTo(mxTtl);
        assertThat(assumptions.contains(SERVED)).isEqualTo(served);
        assertThat(assumptions)
                .contains("Senders that are not in the list remember a policy no longer than its max_age.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                  | was not observed. It is taken to be 1 day.
            3599  | was observed as 3599 seconds. A resolver reports only what is left of it, so it is taken to be 1 hour.
            3600  | was observed as 1 hour. It is taken to be no longer.
            7200  | was observed as 2 hours. It is taken to be no longer.
            """)
    void ttl_isObservedOrAssumed(Long observed, String expected) {
        ObservationsBuilder domain = PlanFixtures.domain("enforce mx1.example.com");
        if (observed != null) {
            domain.txtTtl(observed).mxTtl(observed);
        }
        assertThat(assumptions("PUBLISH_RECORD WAIT_FOR_RESOLVERS", domain, null))
                .startsWith(RECORD_TTL + " " + expected, MX_TTL + " " + expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            enforce mx1.example.com        | Earlier policies had no longer max_age.
            testing mx1.example.com        | The domain has not enforced a policy that a sender may still remember.
            none mx1.example.com           | The policies before mode none had the longest max_age that is allowed, 8766 hours.
            absent                         | The domain never had a policy that a sender may still remember.
            unreadable                     | No policy can be read today. Senders may remember one with the longest max_age that is allowed, 8766 hours.
            broken enforce mx1.example.com | Senders that remember a policy remember one with the max_age of today, 7 days, although the set-up is broken.
            broken testing mx1.example.com | The domain has not enforced a policy that a sender may still remember.
            broken none mx1.example.com    | The policies before mode none had the longest max_age that is allowed, 8766 hours.
            """)
    void earlierPolicies_areUnknownUnlessEntered(String publication, String expected) {
        String entered = "No earlier policy had a longer max_age than 2 hours, as you entered.";
        ObservationsBuilder domain = PlanFixtures.domain(publication);
        assertThat(assumptions("CHANGE_MX", domain, null)).contains(expected).doesNotContain(entered);
        assertThat(assumptions("CHANGE_MX", domain, 7_200L)).contains(entered).doesNotContain(expected);
    }

    /** The time of the last change matters after a policy that was enforced, whatever was entered. */
    @ParameterizedTest
    @CsvSource({
        "enforce mx1.example.com, 20261120T080000Z, , 0",
        "enforce mx1.example.com, 20261120T080000Z, 7200, 0",
        "enforce mx1.example.com, a, , 1",
        "enforce mx1.example.com, a, 7200, 1",
        "none mx1.example.com, 20261120T080000Z, , 0",
        "none mx1.example.com, a, , -1",
        "testing mx1.example.com, 20261120T080000Z, , -1",
    })
    void lastChange_isReadFromTheId(String publication, String id, Long longest, int expected) {
        List<String> known = List.of(
                "The id of the record says when the policy changed last.",
                "The policy of today has been published for longer than its max_age, since the id of the record does not say"
                        + " when it changed.");
        List<String> assumptions =
                assumptions("CHANGE_MX", PlanFixtures.domain(publication).txt("v=STSv1; id=" + id), longest);
        assertThat(assumptions)
                .filteredOn(known::contains)
                .isEqualTo(expected < 0 ? List.of() : List.of(known.get(expected)));
    }

    @ParameterizedTest
    @CsvSource({"mx1.example.com, false", "_mx.example.com, true", "mx1.example.com _mx.example.com, true"})
    void serversWithoutAHostName_areReported(String servers, boolean expected) {
        ObservationsBuilder domain =
                PlanFixtures.domain("enforce mx1.example.com").mx(servers.split(" "));
        assertThat(assumptions("CHANGE_MX", domain, null)
                        .contains(
                                "No policy can name _mx.example.com, so that senders that apply a policy do not deliver"
                                        + " there."))
                .isEqualTo(expected);
    }
}
