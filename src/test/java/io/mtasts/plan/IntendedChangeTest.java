package io.mtasts.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.sts.Mode;
import io.mtasts.sts.Policy;
import io.mtasts.verdict.ObservationsBuilder;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request changes, compared with a domain whose mail server is mx1.example.com unless a row names others. */
class IntendedChangeTest {

    private static IntendedChange change(String publication, String live, String servers, String policy) {
        ObservationsBuilder domain = PlanFixtures.domain(publication);
        if (live != null) {
            domain.mx(live.split(" "));
        }
        return IntendedChange.of(PlanFixtures.request(servers, policy), CurrentSetup.of(domain.report()));
    }

    /** Patterns of today stay only if an intended server needs them. Without a policy in use there is none afterwards. */
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
            publication | intended servers | expected
            enforce mx1.example.com               | mx9.example.net                 | enforce mx9.example.net
            testing mx1.example.com               | mx1.example.com mx9.example.net | testing mx1.example.com mx9.example.net
            enforce *.example.com mx1.example.com | mx2.example.com mx9.example.net | enforce *.example.com mx9.example.net
            enforce *.example.org mx1.example.com | mx1.example.com                 | enforce mx1.example.com
            none mx1.example.com                  | mx9.example.net                 | -
            absent                                | mx9.example.net                 | -
            broken enforce mx1.example.com        | mx9.example.net                 | enforce mx9.example.net
            broken testing mx1.example.com        | mx9.example.net                 | testing mx9.example.net
            broken none mx1.example.com           | mx9.example.net                 | -
            unreadable                            | mx9.example.net                 | testing mx9.example.net
            """)
    void target_isThePolicyOfTodayForTheIntendedServers(String publication, String servers, String expected) {
        assertThat(PlanFixtures.text(change(publication, null, servers, null).target()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "enforce mx1.example.com, 604800",
        "broken enforce mx1.example.com, 604800",
        "unreadable, 1209600",
    })
    void target_keepsTheMaxAgeThatIsKnown(String publication, long expected) {
        assertThat(change(publication, null, "mx9.example.net", null).target())
                .hasValueSatisfying(policy -> assertThat(policy.maxAge()).isEqualTo(expected));
    }

    /** Patterns show a change only if one of them has no server, or a server has no pattern. Those of mode none do not. */
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
            servers | intended servers | intended policy | expected
            mx1.example.com                 | mx1.example.com                 |                                         | false
            mx1.example.com mx2.example.com | mx2.example.com mx1.example.com |                                         | false
            mx1.example.com                 | mx1.example.com mx2.example.com |                                         | true
            mx1.example.com mx2.example.com | mx1.example.com                 |                                         | true
            mx1.example.com                 |                                 | enforce mx1.example.com                 | false
            mx1.example.com                 |                                 | enforce mx1.example.com mx1.example.com | false
            mx1.example.com                 |                                 | enforce *.example.com                   | false
            mx1.example.com                 |                                 | enforce *.example.com mx1.example.com   | false
            mx1.example.com                 |                                 | enforce mx1.example.com mx2.example.com | true
            mx1.example.com mx2.example.com |                                 | enforce mx1.example.com                 | true
            mx1.example.com                 |                                 | none mx9.example.net                    | false
            mx1.example.com                 | mx9.example.net                 | none mx1.example.com                    | true
            """)
    void changesMx_ifServersComeOrGo(String live, String servers, String policy, boolean expected) {
        assertThat(change("enforce mx1.example.com", live, servers, policy).changesMx())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
            publication | intended servers | intended policy | expected
            enforce mx1.example.com               |                 | enforce mx1.example.com               | false
            enforce mx1.example.com *.example.com |                 | enforce *.example.com mx1.example.com | false
            enforce mx1.example.com *.example.com |                 | enforce mx1.example.com               | true
            enforce mx1.example.com               |                 | testing mx1.example.com               | true
            enforce mx1.example.com               | mx1.example.com |                                       | false
            enforce mx1.example.com               | mx9.example.net |                                       | true
            enforce mx1.example.com               |                 | none mx1.example.com                  | true
            none mx1.example.com                  |                 | none mx1.example.com                  | true
            unreadable                            |                 | none mx1.example.com                  | true
            absent                                |                 | none mx1.example.com                  | false
            absent                                |                 | testing mx1.example.com               | true
            absent                                | mx1.example.com |                                       | false
            """)
    void isChange_ifAnythingDiffersFromToday(String publication, String servers, String policy, boolean expected) {
        assertThat(change(publication, null, servers, policy).isChange()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"604800, true", "604799, false", "604801, false"})
    void isApplied_comparesTheMaxAge(long maxAge, boolean expected) {
        IntendedChange change = change("enforce mx1.example.com", null, "mx1.example.com", null);
        assertThat(change.isApplied(new Policy(
                        Mode.ENFORCE,
                        PlanFixtures.policy("enforce mx1.example.com").mx(),
                        maxAge)))
                .isEqualTo(expected);
    }

    /** Servers change at once only if no remembered policy can leave them out. A removal always waits. RFC 8461, 8.3. */
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
            publication | servers | intended servers | intended policy | earlier one remembered | expected
            enforce mx1.example.com                 |                                 | mx9.example.net                 |                      | false | true
            enforce mx1.example.com mx9.example.net |                                 | mx9.example.net                 |                      | false | false
            enforce mx1.example.com mx9.example.net |                                 | mx9.example.net                 |                      | true  | true
            enforce mx1.example.com mx2.example.com | mx1.example.com mx2.example.com | mx1.example.com                 |                      | true  | false
            testing mx1.example.com mx9.example.net |                                 | mx1.example.com mx9.example.net |                      | false | true
            testing mx1.example.com mx2.example.com | mx1.example.com mx2.example.com | mx1.example.com                 |                      | false | false
            enforce mx1.example.com                 |                                 |                                 | testing mx1.example.com | true | false
            enforce mx1.example.com                 |                                 |                                 | none mx1.example.com | false | true
            enforce mx1.example.com                 |                                 | mx1.example.com                 |                      | true  | false
            absent                                  |                                 |                                 | none mx1.example.com | false | false
            """)
    void waitsFor_policiesThatMayRejectAServer(
            String publication, String live, String servers, String policy, boolean earlier, boolean expected) {
        RememberedPolicies policies = new RememberedPolicies(
                OptionalLong.of(PlanFixtures.MAX_AGE),
                OptionalLong.empty(),
                earlier ? Optional.of(Instant.EPOCH) : Optional.empty());
        assertThat(change(publication, live, servers, policy).waitsFor(policies))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
            servers | intended servers | intended policy | new | retired
            mx1.example.com                 | mx9.example.net                 |                                       | mx9.example.net | mx1.example.com
            mx1.example.com                 | mx1.example.com mx9.example.net |                                       | mx9.example.net |
            mx1.example.com mx2.example.com | mx1.example.com                 |                                       |                 | mx2.example.com
            mx1.example.com                 | mx1.example.com                 |                                       |                 |
            mx1.example.com                 |                                 | enforce mx9.example.net               | mx9.example.net | mx1.example.com
            mx1.example.com                 |                                 | enforce *.example.com mx9.example.net | mx9.example.net |
            mx1.example.com                 |                                 | enforce *.example.net                 | *.example.net   | mx1.example.com
            mx1.example.com mx2.example.net |                                 | enforce *.example.com                 |                 | mx2.example.net
            mx1.example.com                 |                                 | none mx9.example.net                  |                 |
            """)
    void servers_comeAndGo(String live, String servers, String policy, String added, String retired) {
        IntendedChange change = change("enforce mx1.example.com", live, servers, policy);
        assertThat(change.added()).isEqualTo(PlanFixtures.names(added));
        assertThat(change.retired()).isEqualTo(PlanFixtures.names(retired));
    }

    /** A domain that does not apply a policy today starts in mode testing, and servers that were never tested do so too. */
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
            publication | intended policy | expected
            enforce mx1.example.com        | enforce mx9.example.net | ENFORCE
            enforce mx1.example.com        | testing mx9.example.net | TESTING
            testing mx1.example.com        | enforce mx1.example.com | ENFORCE
            testing mx1.example.com        | enforce mx9.example.net | TESTING
            none mx1.example.com           | enforce mx1.example.com | TESTING
            absent                         | enforce mx1.example.com | TESTING
            broken enforce mx1.example.com | enforce mx1.example.com | TESTING
            """)
    void firstMode_enforcesOnlyWhatWasTested(String publication, String policy, Mode expected) {
        assertThat(change(publication, null, null, policy).firstMode()).isEqualTo(expected);
    }

    /** Before the change, a policy accepts the mail servers before and after it, if senders apply one or remember one. */
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
            publication | intended servers | intended policy | waits | expected
            enforce mx1.example.com                 | mx9.example.net |                         | true  | enforce mx1.example.com mx9.example.net
            enforce *.example.com                   | mx9.example.net |                         | true  | enforce *.example.com mx9.example.net
            enforce mx1.example.com mx9.example.net | mx9.example.net |                         | true  | -
            enforce mx9.example.net                 | mx9.example.net |                         | false | enforce mx9.example.net mx1.example.com
            enforce mx1.example.com mx9.example.net |                 | testing mx9.example.net | false | testing mx1.example.com mx9.example.net
            testing mx1.example.com                 | mx9.example.net |                         | false | testing mx1.example.com mx9.example.net
            testing mx1.example.com                 |                 | enforce mx1.example.com | false | -
            enforce mx1.example.com                 | mx1.example.com |                         | false | -
            none mx1.example.com                    | mx9.example.net |                         | true  | -
            absent                                  |                 | enforce mx9.example.net | true  | -
            broken enforce mx1.example.com          | mx9.example.net |                         | true  | testing mx1.example.com mx9.example.net
            broken testing mx1.example.com          | mx9.example.net |                         | false | -
            unreadable                              | mx9.example.net |                         | true  | testing mx1.example.com mx9.example.net
            """)
    void bridge_acceptsTheServersBeforeAndAfter(
            String publication, String servers, String policy, boolean waits, String expected) {
        assertThat(PlanFixtures.text(change(publication, null, servers, policy).bridge(waits)))
                .isEqualTo(expected);
    }

    /** Some senders reject a policy in mode none without patterns, so that it has those that are known. */
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
            publication | intended policy | expected
            enforce mx8.example.com | none mx7.example.com | none mx7.example.com
            enforce mx8.example.com | none                 | none mx8.example.com
            testing mx8.example.com | none                 | none mx8.example.com
            unreadable              | none                 | none mx1.example.com
            none mx1.example.com    | none                 | -
            absent                  | none                 | -
            """)
    void bridgeOfARemoval_isModeNone(String publication, String policy, String expected) {
        assertThat(PlanFixtures.text(change(publication, null, null, policy).bridge(true)))
                .isEqualTo(expected);
    }

    /** Senders need not read more than 64 KiB. RFC 8461, 3.3. */
    @ParameterizedTest
    @CsvSource({"65536, true", "65537, false"})
    void bridge_thatIsTooLong_hasOnlyTheServersInUse(int length, boolean keepsAll) {
        String used = "mx1.example.com mx9.example.net";
        StringBuilder unused = new StringBuilder("enforce mx1.example.com");
        int left = length - PlanFixtures.policy("enforce " + used).toString().length();
        for (int number = 1000; left > 0; number++) {
            // each pattern takes a line of six more characters, and the last two share what is left
            int line = left > 120 ? 60 : left > 60 ? left / 2 : left;
            unused.append(" n")
                    .append(number)
                    .append("x".repeat(line - 6 - 5 - 8))
                    .append(".example");
            left -= line;
        }
        Optional<Policy> bridge =
                change(unused.toString(), null, "mx9.example.net", null).bridge(true);
        assertThat(bridge.map(Policy::toString).map(String::length))
                .isEqualTo(Optional.of(
                        keepsAll
                                ? length
                                : PlanFixtures.policy("enforce " + used)
                                        .toString()
                                        .length()));
    }
}
