package io.mtasts.expect;

import static io.mtasts.verdict.ObservationsBuilder.host;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.mtasts.cases.CaseObservations;
import io.mtasts.verdict.CertificateInfo;
import io.mtasts.verdict.FetchFailure.Kind;
import io.mtasts.verdict.HostLookup;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.ObservationsBuilder;
import io.mtasts.verdict.Report;
import io.mtasts.verdict.StarttlsProbe;
import io.mtasts.verdict.TlsInfo;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar of expectations, and whether they hold. */
class ExpectationsTest {

    private static List<Assessment> assess(String text, Report report) {
        return ((ParsedExpectations.Valid) Expectations.parse(text))
                .expectations()
                .assess(report);
    }

    private static ObservationsBuilder valid() {
        return new ObservationsBuilder();
    }

    private static Report gap() {
        return valid().mx("mx1.example.com", "mx2.example.net")
                .address(host("mx2.example.net", "198.51.100.26"))
                .report();
    }

    private static Report withoutMx() {
        return valid().mx(Lookup.Outcome.TIMEOUT).report();
    }

    private static Report notConfigured() {
        return valid().txt(Lookup.Outcome.NX_DOMAIN)
                .policyHost(host(ObservationsBuilder.HOST))
                .fails(Kind.NO_ADDRESS)
                .report();
    }

    private static Report unknownHost() {
        Lookup<InetAddress> failed = Lookup.without(ObservationsBuilder.HOST, Lookup.Outcome.TIMEOUT);
        return valid().policyHost(new HostLookup(ObservationsBuilder.HOST, failed, failed))
                .fails(Kind.NO_ADDRESS)
                .report();
    }

    private static ObservationsBuilder servers(StarttlsProbe... probes) {
        ObservationsBuilder builder =
                valid().mx("mx1.example.com", "mx2.example.com").address(host("mx2.example.com", "198.51.100.26"));
        Stream.of(probes).forEach(builder::starttls);
        return builder;
    }

    private static Report notFetched() {
        return valid().fails(Kind.NOT_FETCHED).report();
    }

    private static StarttlsProbe firstServer() {
        return shows("mx1.example.com", "198.51.100.25", Duration.ofDays(20));
    }

    private static StarttlsProbe secondServer() {
        return shows("mx2.example.com", "198.51.100.26", Duration.ofDays(10));
    }

    private static StarttlsProbe shows(String host, String address, Duration left) {
        return new StarttlsProbe(
                host, ObservationsBuilder.address(address), Optional.of(expiring(left)), Optional.empty());
    }

    private static TlsInfo expiring(Duration left) {
        CertificateInfo facts = CaseObservations.TLS.certificate().orElseThrow();
        CertificateInfo other = new CertificateInfo(
                facts.subject(), facts.issuer(), facts.names(), facts.notBefore(), CaseObservations.NOW.plus(left));
        return new TlsInfo("TLSv1.3", false, Optional.of(other));
    }

    private static Report unreachable() {
        return valid().mx("mx3.example.com").address(host("mx3.example.com")).report();
    }

    /** The certificate of the valid set-up expires in 60 days, and its policy is cached for 1209600 seconds. */
    static Stream<Arguments> outcomes() {
        return Stream.of(
                arguments("verdict=enforcing", valid().report(), ExpectationOutcome.HOLDS),
                arguments("verdict=testing", valid().report(), ExpectationOutcome.DOES_NOT_HOLD),
                arguments("verdict=testing|enforcing", valid().report(), ExpectationOutcome.HOLDS),
                arguments("verdict!=testing|enforcing", valid().report(), ExpectationOutcome.DOES_NOT_HOLD),
                arguments("verdict!=testing|broken", valid().report(), ExpectationOutcome.HOLDS),
                arguments(" verdict = enforcing\t", valid().report(), ExpectationOutcome.HOLDS),
                arguments("mail=protected", valid().report(), ExpectationOutcome.HOLDS),
                arguments("mail=at-risk", gap(), ExpectationOutcome.HOLDS),
                arguments("mail=protected", gap(), ExpectationOutcome.DOES_NOT_HOLD),
                arguments("mail=protected", withoutMx(), ExpectationOutcome.NOT_KNOWN),
                arguments("mail!=refused", withoutMx(), ExpectationOutcome.NOT_KNOWN),
                arguments("coverage=complete", valid().report(), ExpectationOutcome.HOLDS),
                arguments("coverage=partial", gap(), ExpectationOutcome.HOLDS),
                arguments("coverage=complete", withoutMx(), ExpectationOutcome.NOT_KNOWN),
                arguments("coverage=complete", notFetched(), ExpectationOutcome.NOT_KNOWN),
                arguments("severity<=warning", gap(), ExpectationOutcome.DOES_NOT_HOLD),
                arguments("severity=critical", gap(), ExpectationOutcome.HOLDS),
                arguments("severity>=critical", gap(), ExpectationOutcome.HOLDS),
                arguments("severity>critical", gap(), ExpectationOutcome.DOES_NOT_HOLD),
                arguments("severity<=critical", gap(), ExpectationOutcome.HOLDS),
                arguments("severity<critical", gap(), ExpectationOutcome.DOES_NOT_HOLD),
                arguments("severity!=critical", withoutMx(), ExpectationOutcome.NOT_KNOWN),
                arguments("severity=ok", valid().report(), ExpectationOutcome.HOLDS),
                arguments("severity<info", valid().report(), ExpectationOutcome.HOLDS),
                arguments("tls-rpt=valid", valid().report(), ExpectationOutcome.HOLDS),
                arguments("tls-rpt=valid", valid().tlsRpt("v=nothing").report(), ExpectationOutcome.DOES_NOT_HOLD),
                arguments(
                        "tls-rpt=valid", valid().tlsRpt(Lookup.Outcome.TIMEOUT).report(), ExpectationOutcome.NOT_KNOWN),
                arguments("certificate-days>=60", valid().report(), ExpectationOutcome.HOLDS),
                arguments("certificate-days>=61", valid().report(), ExpectationOutcome.DOES_NOT_HOLD),
                arguments("certificate-days>60", valid().report(), ExpectationOutcome.DOES_NOT_HOLD),
                arguments("certificate-days<=60", valid().report(), ExpectationOutcome.HOLDS),
                arguments("certificate-days<=59", valid().report(), ExpectationOutcome.DOES_NOT_HOLD),
                arguments("certificate-days<60", valid().report(), ExpectationOutcome.DOES_NOT_HOLD),
                arguments("certificate-days<61", valid().report(), ExpectationOutcome.HOLDS),
                arguments(
                        "certificate-days=0",
                        valid().tls(expiring(Duration.ofDays(1).minusSeconds(1)))
                                .report(),
                        ExpectationOutcome.HOLDS),
                arguments(
                        "certificate-days=-1",
                        valid().tls(expiring(Duration.ofSeconds(-1))).report(),
                        ExpectationOutcome.HOLDS),
                arguments("certificate-days=60|61", valid().report(), ExpectationOutcome.HOLDS),
                arguments("certificate-days>=-1", valid().report(), ExpectationOutcome.HOLDS),
                arguments("certificate-days>=1", notConfigured(), ExpectationOutcome.DOES_NOT_HOLD),
                arguments("certificate-days<1", notConfigured(), ExpectationOutcome.DOES_NOT_HOLD),
                arguments("certificate-days>=1", unknownHost(), ExpectationOutcome.NOT_KNOWN),
                arguments("mx-certificate-days>=1", valid().report(), ExpectationOutcome.NOT_KNOWN),
                arguments("mx-certificate-days>=1", withoutMx(), ExpectationOutcome.NOT_KNOWN),
                arguments("mx-certificate-days>=1", unreachable(), ExpectationOutcome.DOES_NOT_HOLD),
                arguments(
                        "mx-certificate-days=10",
                        servers(firstServer(), secondServer()).report(),
                        ExpectationOutcome.HOLDS),
                arguments("mx-certificate-days=20", servers(firstServer()).report(), ExpectationOutcome.NOT_KNOWN),
                arguments("max-age>=1", notFetched(), ExpectationOutcome.NOT_KNOWN),
                arguments("max-age>=1209600", valid().report(), ExpectationOutcome.HOLDS),
                arguments("max-age>1209600", valid().report(), ExpectationOutcome.DOES_NOT_HOLD),
                arguments("max-age>=1", valid().policy("nonsense").report(), ExpectationOutcome.DOES_NOT_HOLD));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void assess_comparesTheField(String text, Report report, ExpectationOutcome outcome) {
        assertThat(assess(text, report)).extracting(Assessment::outcome).containsExactly(outcome);
    }

    @Test
    void overall_isThatOfTheWorst() {
        String text = "verdict=enforcing, mx-certificate-days>=14";
        assertThat(Assessment.overall(assess("verdict=enforcing, mail=protected", valid().report())))
                .isEqualTo(ExpectationOutcome.HOLDS);
        assertThat(Assessment.overall(assess(text, valid().report()))).isEqualTo(ExpectationOutcome.NOT_KNOWN);
        assertThat(Assessment.overall(assess(text + ",coverage=none", valid().report())))
                .isEqualTo(ExpectationOutcome.DOES_NOT_HOLD);
        assertThat(Assessment.overall(assess("coverage=none, " + text, valid().report())))
                .isEqualTo(ExpectationOutcome.DOES_NOT_HOLD);
    }

    @Test
    void assess_quotesWhatWasObserved() {
        assertThat(assess("certificate-days >= 61", valid().report()))
                .containsExactly(new Assessment("certificate-days>=61", ExpectationOutcome.DOES_NOT_HOLD, "60"));
        assertThat(assess("certificate-days>=61", valid().report()).get(0).sentence())
                .isEqualTo("certificate-days>=61 does not hold: the value is 60.");
        assertThat(assess("certificate-days >= 60", valid().report()).get(0).sentence())
                .isEqualTo("certificate-days>=60 holds.");
        assertThat(assess("verdict != testing | broken", valid().report()))
                .containsExactly(new Assessment("verdict!=testing|broken", ExpectationOutcome.HOLDS, "enforcing"));
        assertThat(assess("mx-certificate-days>1", valid().report()).get(0).sentence())
                .isEqualTo("mx-certificate-days>1 could not be determined.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "'';1;A field is expected here.",
                "'  ';3;A field is expected here.",
                "verdict=enforcing,;19;A field is expected here.",
                ",verdict=enforcing;1;A field is expected here.",
                "verdikt=enforcing;1;Did you mean verdict?",
                "Verdict=enforcing;1;Did you mean verdict?",
                "verdict;8;An operator is expected here: != =.",
                "max-age;8;An operator is expected here: != >= <= = > <.",
                "verdict enforcing;9;An operator is expected here",
                "verdict~enforcing;8;An operator is expected here",
                "verdict==enforcing;9;The values of verdict are",
                "verdict=>enforcing;9;The values of verdict are",
                "verdict>enforcing;8;have no order. Its operators are: != =.",
                "mode=enforce;1;The fields are: verdict, mail, coverage, severity, tls-rpt, certificate-days,",
                "mail=unknown;6;The values of mail are",
                "verdict=enforced;9;Did you mean enforcing?",
                "verdict=;9;The values of verdict are",
                "verdict=enforcing|;19;The values of verdict are",
                "severity<=info|warning;16;Only = and != can have several values",
                "certificate-days>=;19;whole number",
                "certificate-days>=14d;19;whole number",
                "certificate-days>=1.5;20;A comma or the end",
                "certificate-days>=1234567890;19;whole number",
                "certificate-days>=--1;19;whole number",
                "verdict=enforcing mail=protected;19;A comma or the end",
                "verdict=enforcing,mail=gone;24;The values of mail are",
            })
    void parse_namesThePlaceOfAMistake(String text, int position, String message) {
        ParsedExpectations.Invalid invalid = (ParsedExpectations.Invalid) Expectations.parse(text);

        assertThat(invalid.position()).isEqualTo(position);
        assertThat(invalid.message()).contains(message);
    }

    /** At most three typing errors, and at most in half of the letters. */
    @ParameterizedTest
    @CsvSource({
        "verdixx, verdict",
        "verdxxx, verdict",
        "verxxxx,",
        "sevexxxx,",
        "sevxrxtx, severity",
        "xyil, mail",
        "xyzl,",
        "verity, severity",
        "mode,"
    })
    void parse_suggestsTheClosestField(String word, String field) {
        ParsedExpectations.Invalid invalid = (ParsedExpectations.Invalid) Expectations.parse(word + "=1");

        if (field == null) {
            assertThat(invalid.message()).doesNotContain("Did you mean");
        } else {
            assertThat(invalid.message()).endsWith("Did you mean " + field + "?");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "_", "0", "9", "A", "Z", "a", "z", "a-Z_9"})
    void parse_readsAWord(String word) {
        assertThat(Expectations.parse(word + "=1"))
                .isInstanceOfSatisfying(
                        ParsedExpectations.Invalid.class,
                        invalid -> assertThat(invalid.message()).startsWith("There is no field \"" + word + "\"."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", ":", "@", "[", "`", "{", ".", "\u00E9"})
    void parse_endsAWordAtOtherCharacters(String other) {
        assertThat(Expectations.parse(other + "=1"))
                .isInstanceOfSatisfying(
                        ParsedExpectations.Invalid.class,
                        invalid -> assertThat(invalid.message()).startsWith("A field is expected here."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"certificate-days>=999999999", "certificate-days>=-999999999", "max-age=0"})
    void parse_acceptsLongNumbers(String text) {
        assertThat(Expectations.parse(text)).isInstanceOf(ParsedExpectations.Valid.class);
    }

    @Test
    void parse_isBounded() {
        String one = "max-age>=1";
        String most = String.join(",", Collections.nCopies(Expectations.MAX_COUNT, one));
        String longest = one + " ".repeat(Expectations.MAX_LENGTH - one.length());

        assertThat(Expectations.parse(most)).isInstanceOf(ParsedExpectations.Valid.class);
        assertThat(Expectations.parse(longest)).isInstanceOf(ParsedExpectations.Valid.class);
        assertThat(Expectations.parse(most + "," + one))
                .isEqualTo(new ParsedExpectations.Invalid(most.length() + 2, "There may be at most 20 expectations."));
        assertThat(Expectations.parse(longest + " "))
                .isEqualTo(new ParsedExpectations.Invalid(1_001, "The text may have at most 1000 characters."));
    }

    @Test
    void parse_showsNoControlCharacter() {
        ParsedExpectations.Invalid invalid =
                (ParsedExpectations.Invalid) Expectations.parse("verdict=enforcing \u001b[31m");

        assertThat(invalid.message()).doesNotContain("\u001b");
    }
}
