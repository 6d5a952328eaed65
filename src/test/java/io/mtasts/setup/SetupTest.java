package io.mtasts.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.setup.SetupRequest.IdSource;
import io.mtasts.setup.SetupRequest.PatternStyle;
import io.mtasts.sts.Mode;
import io.mtasts.sts.Policy;
import io.mtasts.sts.PolicyId;
import io.mtasts.sts.StsRecord;
import io.mtasts.verdict.FetchFailure.Kind;
import io.mtasts.verdict.Lookup.Outcome;
import io.mtasts.verdict.MxRecord;
import io.mtasts.verdict.ObservationsBuilder;
import io.mtasts.verdict.Report;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetupTest {

    private static final long TWO_WEEKS = 1_209_600;

    private static final Map<String, ObservationsBuilder> OBSERVATIONS = Map.ofEntries(
            Map.entry("nothing", nothing()),
            Map.entry("nothing, with reports", nothing().tlsRpt("v=TLSRPTv1; rua=mailto:a@example.com")),
            Map.entry("testing", new ObservationsBuilder().policy("testing", "mx1.example.com")),
            Map.entry("enforcing", new ObservationsBuilder()),
            Map.entry("gap", new ObservationsBuilder().mx("mx1.example.com", "mx2.example.net")),
            Map.entry("disabled", new ObservationsBuilder().policy(ObservationsBuilder.answer("none", 86_400))),
            Map.entry(
                    "disabled, with a host",
                    new ObservationsBuilder().policy(ObservationsBuilder.answer("none", 86_400, "mx1.example.com"))),
            Map.entry(
                    "missing policy",
                    new ObservationsBuilder().policy(ObservationsBuilder.answer(404, "text/plain", ""))),
            Map.entry("half", new ObservationsBuilder().txt(Outcome.NO_DATA)),
            Map.entry("two records", new ObservationsBuilder().txt("v=STSv1; id=1", "v=STSv1; id=2")),
            Map.entry("invalid policy", new ObservationsBuilder().policy("enforced", "mx1.example.com")));

    private static ObservationsBuilder nothing() {
        return new ObservationsBuilder()
                .txt(Outcome.NX_DOMAIN)
                .tlsRpt(Outcome.NX_DOMAIN)
                .policyHost(ObservationsBuilder.host(ObservationsBuilder.HOST))
                .fails(Kind.NO_ADDRESS);
    }

    private static Setup setup(Mode mode, Report report) {
        long maxAge = mode == Mode.NONE ? 86_400 : TWO_WEEKS;
        return Setup.of(new SetupRequest(mode, maxAge, PatternStyle.EXACT), report);
    }

    /** A letter for each step: T(LS reporting), C(ertificates), H(ost), P(olicy), R(ecord), W(ait for reports), w(ait for senders), r(ecord), p(olicy) away. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # today               | wish    | steps                                          | findings
            nothing               | TESTING | T C H P:testing R1h W14d P:enforce R           | -
            nothing, with reports | TESTING | C H P:testing R1h W14d P:enforce R             | -
            nothing               | ENFORCE | T C H P:testing R1h W14d P:enforce R           | setup-enforce-untested
            nothing               | NONE    | -                                              | setup-nothing-to-remove
            testing               | TESTING | W14d P:enforce R                               | -
            testing               | ENFORCE | P:enforce R1h                                  | -
            testing               | NONE    | P:none R1h w14d r p                            | -
            enforcing             | ENFORCE | -                                              | -
            enforcing             | TESTING | P:testing R1h W14d P:enforce R                 | setup-weaker
            enforcing             | NONE    | P:none R1h w14d r p                            | -
            gap                   | ENFORCE | P:enforce R1h                                  | -
            disabled              | ENFORCE | C P:testing R1h W14d P:enforce R               | setup-enforce-untested
            disabled              | NONE    | P:none R1h w365d r p                           | -
            disabled, with a host | NONE    | w365d r p                                      | -
            missing policy        | NONE    | P:none R1h w365d r p                           | -
            half                  | TESTING | C P:testing R1h W14d P:enforce R               | -
            half                  | NONE    | P:none R1h w14d r p                            | -
            two records           | ENFORCE | C P:testing R1h W14d P:enforce R               | setup-enforce-untested
            invalid policy        | TESTING | C P:testing R1h W14d P:enforce R               | -
            invalid policy        | NONE    | P:none R1h w365d r p                           | -
            """)
    void steps(String today, Mode mode, String steps, String findings) {
        Setup setup = setup(mode, OBSERVATIONS.get(today).report());

        assertThat(setup.steps().stream().map(SetupTest::letter).collect(Collectors.joining(" ")))
                .isEqualTo(steps == null ? "" : steps);
        assertThat(setup.findings().stream()
                        .map(finding -> finding.code().code())
                        .filter(code -> code.startsWith("setup-"))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(findings == null ? "" : findings);
    }

    private static String letter(RolloutStep step) {
        long days = step.pause().toDays();
        String pause = step.pause().isZero()
                ? ""
                : days > 0 ? days + "d" : step.pause().toHours() + "h";
        return switch (step.kind()) {
                    case PUBLISH_TLS_RPT -> "T";
                    case GIVE_CERTIFICATES -> "C";
                    case SET_UP_POLICY_HOST -> "H";
                    case SERVE_POLICY ->
                        "P:" + step.publish().lines().toList().get(1).substring("mode: ".length());
                    case PUBLISH_RECORD -> "R";
                    case READ_REPORTS -> "W";
                    case WAIT_FOR_SENDERS -> "w";
                    case REMOVE_RECORD -> "r";
                    case REMOVE_POLICY -> "p";
                }
                + pause;
    }

    @Test
    void steps_nameTextAndPlace() {
        Setup setup = setup(Mode.TESTING, OBSERVATIONS.get("nothing").report());

        assertThat(setup.steps().stream().map(step -> step.where() + " | " + step.publish()))
                .containsExactly(
                        "_smtp._tls.example.com | v=TLSRPTv1; rua=mailto:tls-reports@example.com",
                        " | ",
                        "mta-sts.example.com | ",
                        "https://mta-sts.example.com/.well-known/mta-sts.txt | version: STSv1\r\nmode: testing\r\n"
                                + "mx: mx1.example.com\r\nmax_age: 1209600\r\n",
                        "_mta-sts.example.com | v=STSv1; id=20261123T120000;",
                        " | ",
                        "https://mta-sts.example.com/.well-known/mta-sts.txt | version: STSv1\r\nmode: enforce\r\n"
                                + "mx: mx1.example.com\r\nmax_age: 1209600\r\n",
                        "_mta-sts.example.com | v=STSv1; id=20261207T120000;");
    }

    @ParameterizedTest
    @CsvSource({"TESTING", "ENFORCE"})
    void policy_listsOnlyReachableServers(Mode mode) {
        Report report = new ObservationsBuilder()
                .mx("mx1.example.com", "gone.example.net", "ms1.msv1.invalid", "localhost", "inside.example.com")
                .address(ObservationsBuilder.host("gone.example.net"))
                .address(ObservationsBuilder.host("ms1.msv1.invalid"))
                .address(ObservationsBuilder.host("localhost", "127.0.0.1"))
                .address(ObservationsBuilder.host("inside.example.com", "10.0.0.1")
                        .markNotPublic(address -> false))
                .report();

        assertThat(setup(mode, report).policy().mx())
                .extracting(Object::toString)
                .containsExactly("mx1.example.com");
    }

    @Test
    void policy_inModeNoneKeepsThePatternsOfToday() {
        Report report = new ObservationsBuilder()
                .policy("enforce", "mx1.example.com", "*.backup.example")
                .report();

        assertThat(setup(Mode.NONE, report).policy().toString())
                .isEqualTo("version: STSv1\r\nmode: none\r\nmx: mx1.example.com\r\nmx: *.backup.example\r\n"
                        + "max_age: 86400\r\n");
    }

    @Test
    void steps_ofADelegatedDomainNameTheOwner() {
        Report report = new ObservationsBuilder()
                .txtBehind("_mta-sts.provider.example")
                .policy("testing", "mx1.example.com")
                .report();

        RolloutStep record = step(setup(Mode.ENFORCE, report), RolloutStep.Kind.PUBLISH_RECORD);
        assertThat(record.where()).isEqualTo("_mta-sts.provider.example");
        assertThat(record.text()).contains("the owner of _mta-sts.provider.example");
        assertThat(step(setup(Mode.NONE, report), RolloutStep.Kind.REMOVE_RECORD)
                        .text())
                .contains("CNAME");
    }

    private static RolloutStep step(Setup setup, RolloutStep.Kind kind) {
        return setup.steps().stream()
                .filter(step -> step.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void blocker_ofALookupThatFailed() {
        for (Mode mode : Mode.values()) {
            SetupRequest request = new SetupRequest(mode, 0, PatternStyle.EXACT);
            Report unknownRecord =
                    new ObservationsBuilder().txt(Outcome.SERVER_FAILURE).report();
            Report unknownServers =
                    new ObservationsBuilder().mx(Outcome.TIMEOUT).report();

            assertThat(Setup.blocker(request, unknownRecord)
                            .map(finding -> finding.code().code()))
                    .contains("txt-lookup-failed");
            assertThat(Setup.inconclusive(request, unknownRecord)).isPresent();
            assertThat(Setup.inconclusive(request, unknownServers).map(lookup -> lookup.timedOut()))
                    .isEqualTo(mode == Mode.NONE ? java.util.Optional.empty() : java.util.Optional.of(true));
            assertThat(Setup.inconclusive(request, new ObservationsBuilder().report()))
                    .isEmpty();
        }
    }

    @Test
    void record_isNeverThePresentOne() {
        Report report =
                new ObservationsBuilder().txt("v=STSv1; id=20261123T120000").report();

        assertThat(setup(Mode.TESTING, report).record().id()).isEqualTo("20261123T120001");
    }

    @Test
    void steps_lastRecordIsNeverThePresentOneEither() {
        Report report = new ObservationsBuilder()
                .txt("v=STSv1; id=20261207T120000")
                .policy("testing", "mx1.example.com")
                .report();

        assertThat(setup(Mode.TESTING, report).steps())
                .last()
                .satisfies(step -> assertThat(step.publish()).isEqualTo("v=STSv1; id=20261207T120001;"));
    }

    /** Senders know no order among patterns, so that another order is no reason to publish. */
    /** A resolver with a cache reports only what is left of the time to live. RFC 8461, 8.1. */
    @ParameterizedTest
    @CsvSource({"0, 3600", "3600, 3600", "3601, 3601", "172800, 172800"})
    void steps_waitForTheTimeToLiveOfTheRecord(long ttl, long wait) {
        Report report = new ObservationsBuilder()
                .policy("testing", "mx1.example.com")
                .txtTtl(ttl)
                .report();

        assertThat(setup(Mode.ENFORCE, report).steps())
                .filteredOn(step -> step.kind() == RolloutStep.Kind.PUBLISH_RECORD)
                .first()
                .satisfies(step -> assertThat(step.pause()).hasSeconds(wait));
    }

    @Test
    void steps_orderOfPatternsIsIgnored() {
        Report report = new ObservationsBuilder()
                .mx("mx1.example.com", "mx2.example.com")
                .policy("enforce", "mx2.example.com", "mx1.example.com")
                .report();

        assertThat(setup(Mode.ENFORCE, report).steps()).isEmpty();
    }

    @Test
    void steps_sameModeWithAnotherMaxAge() {
        Report report = new ObservationsBuilder()
                .policy(ObservationsBuilder.answer("enforce", TWO_WEEKS + 1, "mx1.example.com"))
                .report();

        assertThat(setup(Mode.ENFORCE, report).steps().stream().map(SetupTest::letter))
                .containsExactly("P:enforce", "R1h");
    }

    @Test
    void tlsRpt_thatIsNotValidIsRepaired() {
        Report report = new ObservationsBuilder()
                .tlsRpt("v=TLSRPTv1; rua=boss@example.com")
                .report();

        assertThat(setup(Mode.ENFORCE, report).steps())
                .singleElement()
                .satisfies(step -> assertThat(step.publish()).isEqualTo("v=TLSRPTv1; rua=mailto:boss@example.com"));
    }

    @Test
    void difference_isToTheServedPolicy() {
        Report report = OBSERVATIONS.get("gap").report();

        assertThat(setup(Mode.ENFORCE, report).difference().orElseThrow().lines().stream()
                        .map(line -> line.change() + " " + line.text()))
                .containsExactly(
                        "KEPT version: STSv1",
                        "KEPT mode: enforce",
                        "KEPT mx: mx1.example.com",
                        "ADDED mx: mx2.example.net",
                        "KEPT max_age: 1209600");
        assertThat(setup(Mode.ENFORCE, OBSERVATIONS.get("nothing").report()).difference())
                .isEmpty();
    }

    @Test
    void pattern_droppedIsReported() {
        Report report = new ObservationsBuilder()
                .policy("enforce", "mx1.example.com", "*.backup.example")
                .report();

        assertThat(setup(Mode.ENFORCE, report).findings().stream()
                        .map(finding -> finding.code().code() + " " + finding.subject()))
                .containsExactly("setup-pattern-dropped *.backup.example");
    }

    @ParameterizedTest
    @CsvSource({
        "TESTING, 1209600, ''",
        "TESTING, 604799, policy-max-age-short info",
        "ENFORCE, 86399,   policy-max-age-short warning",
        "ENFORCE, 0,       policy-max-age-zero warning",
        "NONE,    86400,   ''",
        "NONE,    86401,   policy-none-long-max-age info"
    })
    void findings_includeThoseOfTheParser(Mode mode, long maxAge, String expected) {
        Setup setup = Setup.of(new SetupRequest(mode, maxAge, PatternStyle.EXACT), new ObservationsBuilder().report());

        assertThat(setup.findings().stream()
                        .filter(finding -> finding.code().code().startsWith("policy-"))
                        .map(finding -> finding.code().code() + " "
                                + finding.severity().name().toLowerCase(java.util.Locale.ROOT))
                        .collect(Collectors.joining()))
                .isEqualTo(expected);
    }

    @Test
    void of_idOfThePolicy() {
        Report nothing = nothing().report();

        Setup setup = Setup.of(new SetupRequest(Mode.ENFORCE, TWO_WEEKS, PatternStyle.EXACT, IdSource.HASH), nothing);

        Policy testing =
                new Policy(Mode.TESTING, setup.policy().mx(), setup.policy().maxAge());
        assertThat(setup.record().id()).isEqualTo(PolicyId.of(setup.policy().toString()));
        assertThat(setup.steps().stream()
                        .filter(step -> step.kind() == RolloutStep.Kind.PUBLISH_RECORD)
                        .map(RolloutStep::publish))
                .containsExactly(
                        new StsRecord(PolicyId.of(testing.toString())).toString(),
                        setup.record().toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # mail servers | style    | obstacle
            mx1.x.example  | EXACT    | -
            .              | EXACT    | mx-null
            192.0.2.1      | EXACT    | mx-target-ip
            mx_1.x.example | EXACT    | mx-target-hostname
            mx_1.x.example | WILDCARD | -
            SERVFAIL       | EXACT    | mx-lookup-failed
            TIMEOUT        | WILDCARD | mx-lookup-failed
            NO_DATA        | EXACT    | mx-none
            NX_DOMAIN      | EXACT    | domain-nxdomain
            mx1.x.invalid  | EXACT    | mx-unreachable
            localhost      | WILDCARD | mx-unreachable
            """)
    void blocker(String servers, PatternStyle style, String code) {
        ObservationsBuilder sight = new ObservationsBuilder().txt(Outcome.NO_DATA);
        switch (servers) {
            case "." -> sight.mxRecords(new MxRecord(0, ""));
            case "SERVFAIL" -> sight.mx(Outcome.SERVER_FAILURE);
            case "TIMEOUT", "NO_DATA", "NX_DOMAIN" -> sight.mx(Outcome.valueOf(servers));
            default -> sight.mx(servers);
        }
        Report report = sight.report();

        assertThat(Setup.blocker(new SetupRequest(Mode.TESTING, TWO_WEEKS, style), report)
                        .map(finding -> finding.code().code())
                        .orElse(null))
                .isEqualTo(code);
        assertThat(Setup.blocker(new SetupRequest(Mode.NONE, TWO_WEEKS, style), report))
                .isEmpty();
    }

    @Test
    void blocker_noNameForTheRecord() {
        Report report = new ObservationsBuilder().txt(Outcome.NAME_TOO_LONG).report();

        assertThat(Setup.blocker(new SetupRequest(Mode.TESTING, TWO_WEEKS, PatternStyle.EXACT), report)
                        .map(finding -> finding.code().code()))
                .contains("domain-too-long-for-mta-sts");
    }

    @Test
    void snippets_nameTheHostAndHaveNoPlaceholder() {
        var domain = new io.mtasts.name.DomainName(ObservationsBuilder.DOMAIN);
        for (WebServerSnippets hosting : WebServerSnippets.values()) {
            assertThat(hosting.text(domain)).contains(ObservationsBuilder.HOST).doesNotContain("{host}");
            assertThat(hosting.file(domain)).doesNotContain("{host}");
        }
    }
}
