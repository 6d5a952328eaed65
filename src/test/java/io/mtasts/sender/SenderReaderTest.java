package io.mtasts.sender;

import static io.mtasts.verdict.ObservationsBuilder.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.verdict.FetchFailure;
import io.mtasts.verdict.ObservationsBuilder;
import io.mtasts.verdict.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What senders make of a domain with the mail servers mx1.example.com and b.example.net. */
class SenderReaderTest {

    private static final String POLICY = "version: STSv1~mode: enforce~mx: mx1.example.com~max_age: 1209600~";

    private static ObservationsBuilder published(String policy) {
        return new ObservationsBuilder()
                .mx("mx1.example.com", "b.example.net")
                .policy(answer(200, "text/plain", policy.replace('~', '\n')));
    }

    private static SenderReading reading(Report report, String sender) {
        return report.senders().stream()
                .filter(reading -> reading.sender().id().equals(sender))
                .findFirst()
                .orElseThrow();
    }

    private static String summary(ObservationsBuilder published, String sender) {
        return reading(published.report(), sender).summary();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mox             | Uses the policy, and defers mail to b.example.net.
            stalwart        | Uses the policy, and refuses mail to b.example.net.
            gmail           | Uses the policy, and defers mail to b.example.net.
            halon           | Uses the policy; it is not known what happens to mail to b.example.net.
            yahoo           | Does not use MTA-STS.
            exim            | Does not use MTA-STS.
            proofpoint      | Not known.
            """)
    void regularPolicyWithAGap(String sender, String summary) {
        assertThat(summary(published(POLICY), sender)).isEqualTo(summary);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # policy | sender | summary
            version: STSv1~mode: enforce~mx: mx1.example.com~max_age: 86400~~ | mox | Ignores the policy: the policy has a blank line (line 5).
            version: STSv1~mode: enforce~mx: mx1.example.com~max_age: 86400~~ | kumomta | Uses the policy, and defers mail to b.example.net.
            version: STSv1~mode: enforce~mx: mx1.example.com~max_age: 86400~~ | gmail | Not known: the policy has a blank line (line 5).
            version: STSv1~mode: enforced~mx: mx1.example.com~max_age: 86400~ | stalwart | Not known: there is no data about this fault (policy-mode-unknown).
            version: STSv1~mode: Enforce~mx: mx1.example.com~max_age: 86400~ | zonemta | Uses the policy, and defers mail to b.example.net.
            version: STSv1~mode: Enforce~mx: mx1.example.com~max_age: 86400~ | mox | Ignores the policy: the mode is written in another case, such as Enforce.
            version: STSv1~mode: none~mode: enforce~mx: mx1.example.com~max_age: 86400~ | chasquid | Uses the policy with a change (the policy has mode or max_age twice (line 3)), and defers mail to b.example.net.
            version: STSv1~mode: none~mode: enforce~mx: mx1.example.com~max_age: 86400~ | mox | Uses the policy.
            version: STSv1~mode: enforce~mx: mx1.example.com~max_age: 0~ | chasquid | Ignores the policy: the max_age is 0 (line 4).
            version: STSv1~mode: testing~mx: mx1.example.com~max_age: 86400~ | stalwart | Uses the policy.
            version: STSv1~mode: testing~mx: mx1.example.com~max_age: 86400~ | gmail | Uses the policy; it is not known what happens to mail to mx1.example.com, b.example.net.
            version: STSv1~mode: enforce~mx: mx1.example.com.~mx: b.example.net~max_age: 86400~ | chasquid | Uses the policy.
            version: STSv1~mode: enforce~mx: mx1.example.com.~mx: b.example.net~max_age: 86400~ | stalwart | Uses the policy, and refuses mail to mx1.example.com.
            version: STSv1~mode: enforce~mx: mx1.example.com.~mx: b.example.net~max_age: 86400~ | mox | Ignores the policy: an mx ends with a dot (line 3).
            """)
    void irregularPolicy(String policy, String sender, String summary) {
        assertThat(summary(published(policy), sender).replace(" (line 2)", "")).isEqualTo(summary);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # record | sender | status
            v=STSv1; id=a-b | stalwart | APPLIES
            v=STSv1; id=a-b | mox | IGNORES
            v=STSv1; id=a-b | gmail | UNKNOWN
            v=STSv1; id=a;  | kumomta | APPLIES
            v=STSv1;id=a;^  | kumomta | IGNORES
            v=STSv1;id=a;^  | mox | APPLIES
            v=STSv1;id=a;^  | gmail | APPLIES
            v=STSv1 ; id=a; | chasquid | IGNORES
            v=STSv1; id=012345678901234567890123456789ab  | mox | APPLIES
            v=STSv1; id=012345678901234567890123456789abc | mox | IGNORES
            v=STSv1; id=012345678901234567890123456789abc | stalwart | APPLIES
            """)
    void record(String text, String sender, SenderReading.Status status) {
        assertThat(reading(published(POLICY).txt(text.replace('^', ' ')).report(), sender)
                        .status())
                .isEqualTo(status);
    }

    /** The network of this service says nothing about any sender. */
    @Test
    void policyThatWasNotFetched() {
        Report report = published(POLICY).fails(FetchFailure.Kind.NOT_FETCHED).report();

        assertThat(reading(report, "mox").status()).isEqualTo(SenderReading.Status.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # status | media type | sender | reading
            200 | text/html  | mox      | APPLIES
            200 | text/html  | chasquid | IGNORES
            200 | Text/Plain | kumomta  | IGNORES
            200 | Text/Plain | chasquid | APPLIES
            301 | text/plain | zonemta  | IGNORES
            404 | text/plain | zonemta  | IGNORES
            404 | text/plain | stalwart | UNKNOWN
            202 | text/plain | zonemta  | UNKNOWN
            """)
    void response(int status, String contentType, String sender, SenderReading.Status reading) {
        String policy = POLICY.replace('~', '\n');

        Report report =
                published(POLICY).policy(answer(status, contentType, policy)).report();

        assertThat(reading(report, sender).status()).isEqualTo(reading);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # pattern | sender | delivery
            *.example.com | mox     | DEFERS
            *.example.com | zonemta | DELIVERS
            *.example.com | momentum | UNKNOWN
            *.example.org | zonemta | DEFERS
            """)
    void wildcard_ofSeveralLabels(String pattern, String sender, SenderReading.Delivery delivery) {
        Report report = new ObservationsBuilder()
                .mx("a.b.example.com")
                .policy("enforce", pattern)
                .report();

        assertThat(reading(report, sender).hosts())
                .extracting(SenderReading.HostReading::delivery)
                .containsExactly(delivery);
    }

    @Test
    void noRecord() {
        Report report = published(POLICY)
                .txt(io.mtasts.verdict.Lookup.Outcome.NX_DOMAIN)
                .report();

        assertThat(reading(report, "mox").summary()).isEqualTo("Finds no policy.");
        assertThat(reading(report, "mox").hosts(SenderReading.Delivery.DELIVERS))
                .containsExactly("mx1.example.com", "b.example.net");
    }

    @Test
    void causes_nameTheFindings() {
        Report report = published(POLICY + "~").report();

        assertThat(reading(report, "mox").causes()).singleElement().satisfies(cause -> {
            assertThat(cause.irregularity()).isEqualTo("policy-blank-line");
            assertThat(cause.cell().outcome()).isEqualTo(Outcome.DROPPED);
            assertThat(cause.cell().source()).isEqualTo("mtasts/parse.go:100,184-206");
            assertThat(cause.findings())
                    .extracting(finding -> finding.code().code())
                    .containsExactly("policy-blank-line");
        });
    }
}
