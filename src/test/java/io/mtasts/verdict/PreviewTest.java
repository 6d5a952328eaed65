package io.mtasts.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.finding.Finding;
import io.mtasts.sts.PolicyId;
import io.mtasts.sts.StsRecordFinding;
import io.mtasts.verdict.FetchFailure.Kind;
import io.mtasts.verdict.Lookup.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A policy in the place of today's: what comes from its text, and what stays as it is. */
class PreviewTest {

    private static final String TEXT = "version: STSv1\nmode: %s\nmx: %s\nmax_age: 1209600\n";

    /** Two mail servers, of which today's policy covers the first. */
    private static ObservationsBuilder gap() {
        return new ObservationsBuilder().mx("mx1.example.com", "mx2.example.net");
    }

    private static final Map<String, Supplier<ObservationsBuilder>> OBSERVATIONS = Map.ofEntries(
            Map.entry("gap", PreviewTest::gap),
            Map.entry("no record", () -> gap().txt(Outcome.NO_DATA)),
            Map.entry(
                    "nothing",
                    () -> gap().txt(Outcome.NX_DOMAIN)
                            .policyHost(ObservationsBuilder.host(ObservationsBuilder.HOST))
                            .fails(Kind.NO_ADDRESS)),
            Map.entry("expired", () -> gap().fails(CertificateProblem.EXPIRED)),
            Map.entry("404", () -> gap().policy(ObservationsBuilder.answer(404, "text/html", ""))),
            Map.entry("410", () -> gap().policy(ObservationsBuilder.answer(410, "text/html", ""))),
            Map.entry("403", () -> gap().policy(ObservationsBuilder.answer(403, "text/html", ""))),
            Map.entry("redirect", () -> gap().policy(ObservationsBuilder.answer(301, "text/html", ""))),
            Map.entry("html", () -> gap().policy(ObservationsBuilder.answer(200, "text/html", "<p>"))),
            Map.entry("too large", () -> gap().fails(Kind.TOO_LARGE)),
            Map.entry("bad text", () -> gap().policy(ObservationsBuilder.answer(200, "text/plain", "mode enforce"))),
            Map.entry("two records", () -> gap().txt("v=STSv1; id=1", "v=STSv1; id=2")),
            Map.entry("MX SERVFAIL", () -> gap().mx(Outcome.SERVER_FAILURE)),
            Map.entry("TXT SERVFAIL", () -> gap().txt(Outcome.SERVER_FAILURE)));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # today      | mode    | servers                            | verdict        | policy      | coverage
            gap          | enforce | mx1.example.com                    | ENFORCING      | VALID       | PARTIAL
            gap          | enforce | mx1.example.com mx2.example.net    | ENFORCING      | VALID       | COMPLETE
            gap          | testing | *.example.com *.example.net        | TESTING        | VALID       | COMPLETE
            gap          | enforce | elsewhere.example                  | ENFORCING      | VALID       | NONE
            gap          | none    | mx1.example.com                    | DISABLED       | VALID       | NOT_APPLICABLE
            gap          | enforc  | mx1.example.com                    | BROKEN         | INVALID     | NOT_APPLICABLE
            no record    | enforce | mx1.example.com                    | BROKEN         | VALID       | PARTIAL
            nothing      | testing | mx1.example.com mx2.example.net    | NOT_CONFIGURED | UNREACHABLE | COMPLETE
            nothing      | testing | mx1.example.com                    | NOT_CONFIGURED | UNREACHABLE | PARTIAL
            nothing      | enforc  | mx1.example.com                    | NOT_CONFIGURED | INVALID     | NOT_APPLICABLE
            expired      | enforce | mx1.example.com mx2.example.net    | BROKEN         | UNREACHABLE | COMPLETE
            404          | enforce | mx1.example.com                    | ENFORCING      | VALID       | PARTIAL
            410          | enforce | mx1.example.com                    | ENFORCING      | VALID       | PARTIAL
            403          | enforce | mx1.example.com                    | BROKEN         | INVALID     | PARTIAL
            redirect     | enforce | mx1.example.com                    | BROKEN         | INVALID     | PARTIAL
            html         | enforce | mx1.example.com                    | BROKEN         | INVALID     | PARTIAL
            too large    | enforce | mx1.example.com                    | ENFORCING      | VALID       | PARTIAL
            bad text     | enforce | mx1.example.com mx2.example.net    | ENFORCING      | VALID       | COMPLETE
            two records  | enforce | mx1.example.com                    | BROKEN         | VALID       | PARTIAL
            MX SERVFAIL  | enforce | mx1.example.com                    | none           | VALID       | NOT_APPLICABLE
            MX SERVFAIL  | none    | mx1.example.com                    | DISABLED       | VALID       | NOT_APPLICABLE
            TXT SERVFAIL | enforce | mx1.example.com                    | none           | VALID       | PARTIAL
            """)
    void preview(String today, String mode, String servers, String verdict, String policy, String coverage) {
        Report report = preview(OBSERVATIONS.get(today).get(), text(mode, servers));

        assertThat(report.verdict().map(Verdict::name).orElse("none")).isEqualTo(verdict);
        assertThat(report.policy().status()).hasToString(policy);
        assertThat(report.coverage().status()).hasToString(coverage);
    }

    /** Whatever today's answer is, only what the new one shares with it is found. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # today   | mode    | servers                         | findings
            gap       | enforce | mx1.example.com mx2.example.net | txt-id-stale info
            gap       | enforce | mx1.example.com                 | mx-uncovered-some critical
            gap       | testing | mx1.example.com                 | mx-uncovered-some error, policy-testing warning, txt-id-stale info
            no record | enforce | mx1.example.com                 | policy-without-record error, mx-uncovered-some error, txt-absent info
            nothing   | enforce | mx1.example.com                 | https-host-nxdomain error, mx-uncovered-some error, txt-absent info
            nothing   | enforc  | mx1.example.com                 | https-host-nxdomain error, policy-mode-unknown error, txt-absent info
            404       | enforce | mx1.example.com mx2.example.net | txt-id-stale info
            too large | enforce | mx1.example.com mx2.example.net | txt-id-stale info
            bad text  | enforce | mx1.example.com mx2.example.net | txt-id-stale info
            expired   | enforce | mx1.example.com mx2.example.net | cert-expired error, txt-id-stale info
            redirect  | enforc  | mx1.example.com                 | https-redirect error, policy-mode-unknown error, txt-id-stale info
            """)
    void findings(String today, String mode, String servers, String expected) {
        List<String> found = preview(OBSERVATIONS.get(today).get(), text(mode, servers)).findings().stream()
                .map(finding ->
                        finding.code().code() + " " + finding.severity().name().toLowerCase(Locale.ROOT))
                .toList();

        assertThat(found).containsExactlyInAnyOrder(expected.split(", "));
    }

    @Test
    void id_mustChangeIfThePolicyDoes() {
        String served = text("enforce", "mx1.example.com");
        ObservationsBuilder today = gap().policy(ObservationsBuilder.answer(200, "text/plain", served));

        assertThat(codes(preview(today, served))).doesNotContain("txt-id-stale");
        assertThat(codes(preview(today, served + "note: x\n"))).contains("txt-id-stale");
        assertThat(codes(preview(OBSERVATIONS.get("404").get(), served))).contains("txt-id-stale");
        assertThat(codes(preview(OBSERVATIONS.get("no record").get(), served + "note: x\n")))
                .doesNotContain("txt-id-stale");
        assertThat(codes(today.report())).doesNotContain("txt-id-stale");
    }

    /** A domain that makes its id from the policy keeps to that. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # id today                       | is made from the policy
            1                                | false
            xtse974941f7cfd843de43adb90c4b0e | false
            stse974941f7cfd843de43adb90c4b0e | true
            """)
    void id_hasTheFormOfTodays(String id, boolean isPolicyId) {
        String text = text("testing", "mx1.example.com");

        assertThat(preview(gap().txt("v=STSv1; id=" + id), text).findings())
                .filteredOn(finding -> finding.code() == StsRecordFinding.TXT_ID_STALE)
                .extracting(Finding::suggestedText)
                .containsExactly("v=STSv1; id=" + (isPolicyId ? PolicyId.of(text) : "20261123T120000") + ";");
    }

    /** What other addresses serve today says nothing about the preview. That one of them fails does. */
    @Test
    void findings_aboutOtherAddresses() {
        String text = text("enforce", "mx1.example.com mx2.example.net");
        ObservationsBuilder today = gap().otherAddress(AddressFetch.responded(
                        ObservationsBuilder.address("198.51.100.81"),
                        Optional.empty(),
                        ObservationsBuilder.answer(200, "text/plain", text),
                        Duration.ofMillis(10)))
                .addressFails("198.51.100.82");

        assertThat(codes(today.report())).contains("https-addresses-differ", "https-address-failed");
        assertThat(codes(preview(today, text)))
                .contains("https-address-failed")
                .doesNotContain("https-addresses-differ");
    }

    @Test
    void summary_isMarkedAsAPreview() {
        Report report = preview(gap(), text("enforce", "mx1.example.com mx2.example.net"));

        assertThat(report.summary())
                .isEqualTo(
                        "With this policy in its place: example.com enforces MTA-STS: senders deliver to it only over"
                                + " verified TLS. Not checked: the addresses of mx2.example.net, the TLS of the mail"
                                + " servers, DANE.");
    }

    @Test
    void text_isThePreviewedOne() {
        Report report = preview(gap(), "mode: enforce\n");

        assertThat(report.policy().text()).contains("mode: enforce\n");
        assertThat(codes(report)).contains("policy-version-missing", "policy-max-age-missing", "policy-mx-missing");
    }

    private static Report preview(ObservationsBuilder today, String text) {
        return Evaluator.preview(List.of(), today.observations(), text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String mode, String servers) {
        return TEXT.formatted(mode, servers.replace(" ", "\nmx: "));
    }

    private static List<String> codes(Report report) {
        return report.findings().stream().map(finding -> finding.code().code()).toList();
    }
}
