package io.mtasts.verdict;

import static io.mtasts.verdict.ObservationsBuilder.answer;
import static io.mtasts.verdict.ObservationsBuilder.host;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.mtasts.cases.CaseObservations;
import io.mtasts.finding.Finding;
import io.mtasts.verdict.StarttlsFailure.Kind;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The judgement of the TLS of mail servers, by policy and observation. */
class StarttlsCheckTest {

    private static final String ONE = "mx1.example.com";
    private static final String TWO = "mx2.example.com";
    private static final InetAddress ADDRESS = ObservationsBuilder.address("198.51.100.25");
    private static final InetAddress IPV6 = ObservationsBuilder.address("2001:db8::25");
    private static final TlsInfo TLS = CaseObservations.TLS;

    private static ObservationsBuilder enforcing() {
        return new ObservationsBuilder();
    }

    private static ObservationsBuilder testing() {
        return new ObservationsBuilder().policy("testing", ONE);
    }

    /** Two servers, of which the second is left out. */
    private static ObservationsBuilder withGap() {
        return new ObservationsBuilder().mx(ONE, TWO).address(host(TWO, "198.51.100.26"));
    }

    private static StarttlsProbe valid(String host) {
        return new StarttlsProbe(host, ADDRESS, Optional.of(TLS), Optional.empty());
    }

    private static StarttlsProbe valid(String host, int daysLived, int daysLeft) {
        CertificateInfo facts = TLS.certificate().orElseThrow();
        CertificateInfo other = new CertificateInfo(
                facts.subject(),
                facts.issuer(),
                facts.names(),
                CaseObservations.NOW.plus(Duration.ofDays(daysLeft - daysLived)),
                CaseObservations.NOW.plus(Duration.ofDays(daysLeft)));
        TlsInfo tls = new TlsInfo("TLSv1.3", false, Optional.of(other));
        return new StarttlsProbe(host, ADDRESS, Optional.of(tls), Optional.empty());
    }

    /** The same observation at another address. */
    private static StarttlsProbe at(InetAddress address, StarttlsProbe probe) {
        return new StarttlsProbe(probe.host(), address, probe.tls(), probe.failure());
    }

    private static StarttlsProbe fails(String host, Kind kind) {
        return fails(host, kind, 0);
    }

    private static StarttlsProbe fails(String host, Kind kind, int replyCode) {
        return new StarttlsProbe(
                host,
                ADDRESS,
                Optional.empty(),
                Optional.of(new StarttlsFailure(kind, replyCode, "some detail", List.of())));
    }

    private static StarttlsProbe shows(String host, CertificateProblem... faults) {
        TlsInfo tls = new TlsInfo("", false, TLS.certificate());
        return new StarttlsProbe(
                host,
                ADDRESS,
                Optional.of(tls),
                Optional.of(new StarttlsFailure(Kind.CERTIFICATE, 0, "", List.of(faults))));
    }

    private static Arguments row(String why, ObservationsBuilder sight, String deliverable, String... findings) {
        return arguments(why, sight, deliverable, List.of(findings));
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                row("not connected to", enforcing(), "?"),
                row("all is well", enforcing().starttls(valid(ONE)), "true"),
                row(
                        "no STARTTLS",
                        enforcing().starttls(fails(ONE, Kind.NOT_OFFERED)),
                        "false",
                        "starttls-not-offered critical"),
                row(
                        "refused",
                        enforcing().starttls(fails(ONE, Kind.STARTTLS_REFUSED)),
                        "false",
                        "starttls-refused critical"),
                row(
                        "injected",
                        enforcing().starttls(fails(ONE, Kind.INJECTION)),
                        "false",
                        "starttls-injection critical"),
                row("no SMTP", enforcing().starttls(fails(ONE, Kind.NOT_SMTP)), "false", "starttls-not-smtp critical"),
                row(
                        "no TLS",
                        enforcing().starttls(fails(ONE, Kind.TLS_FAILED)),
                        "false",
                        "starttls-tls-failed critical"),
                row(
                        "old TLS",
                        enforcing().starttls(fails(ONE, Kind.TLS_VERSION)),
                        "false",
                        "starttls-tls-version critical"),
                row(
                        "all that is wrong with a certificate",
                        enforcing().starttls(shows(ONE, CertificateProblem.values())),
                        "false",
                        "starttls-cert-expired critical",
                        "starttls-cert-not-yet-valid critical",
                        "starttls-cert-revoked critical",
                        "starttls-cert-untrusted critical",
                        "starttls-cert-chain-incomplete critical",
                        "starttls-cert-no-san critical",
                        "starttls-cert-name-mismatch critical",
                        "starttls-cert-wrong-usage critical",
                        "starttls-cert-name-constraint critical",
                        "starttls-cert-weak-algorithm critical",
                        "starttls-cert-chain-invalid critical"),
                row("rejected", enforcing().starttls(fails(ONE, Kind.REJECTED)), "?", "starttls-turned-away warning"),
                row(
                        "a limit",
                        enforcing().starttls(fails(ONE, Kind.LIMIT_EXCEEDED)),
                        "?",
                        "starttls-limit-exceeded warning"),
                row("time-out", enforcing().starttls(fails(ONE, Kind.TIMEOUT)), "?", "starttls-timeout warning"),
                row(
                        "not public",
                        enforcing().starttls(StarttlsProbe.failed(ONE, ADDRESS, Kind.NOT_PUBLIC, "10.0.0.5")),
                        "?",
                        "starttls-not-public warning"),
                row(
                        "none can be reached: it may be our network",
                        enforcing().starttls(StarttlsProbe.failed(ONE, ADDRESS, Kind.NO_ANSWER, "no answer")),
                        "?",
                        "starttls-unreachable info"),
                row(
                        "the greeting is delayed",
                        enforcing().starttls(fails(ONE, Kind.GREETING_TIMEOUT)),
                        "?",
                        "starttls-timeout warning"),
                row(
                        "turned away for now",
                        enforcing().starttls(fails(ONE, Kind.TEMPORARILY_REJECTED, 450)),
                        "?",
                        "starttls-turned-away warning"),
                row(
                        "both addresses are valid",
                        enforcing().starttls(valid(ONE)).starttls(at(IPV6, valid(ONE))),
                        "true"),
                row(
                        "one address has no TLS",
                        enforcing().starttls(valid(ONE)).starttls(at(IPV6, fails(ONE, Kind.NOT_OFFERED))),
                        "true",
                        "starttls-not-offered error"),
                row(
                        "one address has another certificate",
                        enforcing().starttls(valid(ONE)).starttls(at(IPV6, shows(ONE, CertificateProblem.EXPIRED))),
                        "true",
                        "starttls-cert-expired error"),
                row(
                        "both addresses have no TLS",
                        enforcing()
                                .starttls(fails(ONE, Kind.NOT_OFFERED))
                                .starttls(at(IPV6, fails(ONE, Kind.NOT_OFFERED))),
                        "false",
                        "starttls-not-offered critical"),
                row(
                        "one address has no TLS, the other is not determined",
                        enforcing()
                                .starttls(fails(ONE, Kind.NOT_OFFERED))
                                .starttls(at(IPV6, fails(ONE, Kind.UNREACHABLE))),
                        "false",
                        "starttls-not-offered critical",
                        "starttls-unreachable info"),
                row(
                        "one address is valid, the other is not determined",
                        enforcing().starttls(valid(ONE)).starttls(at(IPV6, fails(ONE, Kind.GREETING_TIMEOUT))),
                        "true",
                        "starttls-timeout info"),
                row(
                        "neither address is determined",
                        enforcing()
                                .starttls(fails(ONE, Kind.REJECTED))
                                .starttls(at(IPV6, fails(ONE, Kind.GREETING_TIMEOUT))),
                        "?",
                        "starttls-turned-away warning",
                        "starttls-timeout warning"),
                row(
                        "an IPv6 address of another server was reached, so the network has IPv6",
                        withGap()
                                .policy("enforce", ONE, TWO)
                                .starttls(at(IPV6, fails(ONE, Kind.NO_ANSWER)))
                                .starttls(at(IPV6, valid(TWO))),
                        "? true",
                        "starttls-unreachable warning"),
                row(
                        "only IPv4 addresses were reached, so the network may have no IPv6",
                        withGap()
                                .policy("enforce", ONE, TWO)
                                .starttls(at(IPV6, fails(ONE, Kind.NO_ANSWER)))
                                .starttls(valid(TWO)),
                        "? true",
                        "starttls-unreachable info"),
                row(
                        "an expiring certificate at one of two addresses",
                        enforcing().starttls(valid(ONE)).starttls(at(IPV6, valid(ONE, 90, 13))),
                        "true",
                        "starttls-cert-expiring warning"),
                row(
                        "too much to do",
                        enforcing()
                                .starttls(StarttlsProbe.failed(ONE, ADDRESS, Kind.SKIPPED, "there is too much to do")),
                        "?",
                        "starttls-unchecked info"),
                row("expires in 14 days", enforcing().starttls(valid(ONE, 90, 14)), "true"),
                row(
                        "expires in 13 days",
                        enforcing().starttls(valid(ONE, 90, 13)),
                        "true",
                        "starttls-cert-expiring warning"),
                row("lives for days", enforcing().starttls(valid(ONE, 10, 5)), "true", "starttls-cert-expiring info"),
                row(
                        "testing",
                        testing().starttls(shows(ONE, CertificateProblem.EXPIRED)),
                        "false",
                        "starttls-cert-expired error",
                        "policy-testing warning"),
                row(
                        "testing, and it could not be reached",
                        testing().starttls(fails(ONE, Kind.REJECTED)),
                        "?",
                        "policy-testing warning",
                        "starttls-turned-away warning"),
                row(
                        "off",
                        enforcing().policy(answer("none", 86_400)).starttls(fails(ONE, Kind.NOT_OFFERED)),
                        "?",
                        "starttls-not-offered info"),
                row(
                        "off, and expiring",
                        enforcing().policy(answer("none", 86_400)).starttls(valid(ONE, 90, 13)),
                        "?",
                        "starttls-cert-expiring info"),
                row(
                        "half of a set-up",
                        enforcing().txt(Lookup.Outcome.NX_DOMAIN).starttls(fails(ONE, Kind.NOT_OFFERED)),
                        "false",
                        "policy-without-record error",
                        "starttls-not-offered error",
                        "txt-absent info"),
                row(
                        "a policy that nobody meant",
                        enforcing().txt("v=spf1 -all").starttls(fails(ONE, Kind.NOT_OFFERED)),
                        "false",
                        "txt-absent info",
                        "txt-unrelated info",
                        "policy-leftover info",
                        "starttls-not-offered info"),
                row(
                        "a valid one beside one that is left out",
                        withGap().starttls(valid(ONE)).starttls(valid(TWO)),
                        "true false",
                        "mx-uncovered-some critical"),
                row(
                        "the one that is left out has no TLS either",
                        withGap().starttls(valid(ONE)).starttls(fails(TWO, Kind.NOT_OFFERED)),
                        "true false",
                        "mx-uncovered-some critical",
                        "starttls-not-offered warning"),
                row(
                        "one of two cannot be reached",
                        withGap()
                                .policy("enforce", ONE, TWO)
                                .starttls(valid(ONE))
                                .starttls(StarttlsProbe.failed(TWO, ADDRESS, Kind.UNREACHABLE, "no answer")),
                        "true ?",
                        "starttls-unreachable warning"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void evaluate(String why, ObservationsBuilder sight, String deliverable, List<String> findings) {
        Report report = sight.report();

        assertThat(sight.findings()).as(why).isEqualTo(findings);
        assertThat(report.coverage().hosts().stream()
                        .map(host -> host.deliverable().map(Object::toString).orElse("?")))
                .containsExactlyElementsOf(Arrays.asList(deliverable.split(" ")));
    }

    /** A finding names the addresses unless all of them have the fault. */
    @Test
    void finding_namesTheAddresses() {
        assertThat(enforcing()
                        .starttls(valid(ONE))
                        .starttls(at(IPV6, fails(ONE, Kind.NOT_OFFERED)))
                        .report()
                        .findings())
                .extracting(Finding::subject)
                .containsExactly("mx1.example.com (2001:db8:0:0:0:0:0:25)");
        assertThat(enforcing()
                        .starttls(fails(ONE, Kind.CONNECTION_REFUSED))
                        .starttls(at(IPV6, fails(ONE, Kind.UNREACHABLE)))
                        .report()
                        .findings())
                .extracting(Finding::message)
                .containsExactly("Could not connect to the mail server mx1.example.com (198.51.100.25: some detail;"
                        + " 2001:db8:0:0:0:0:0:25: some detail), so its TLS is not known.");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # statuses of the addresses, status
            '',                          NOT_CHECKED
            VALID,                       VALID
            VALID VALID,                 VALID
            VALID UNKNOWN,               VALID
            VALID INVALID,               PARTIAL
            INVALID VALID UNKNOWN,       PARTIAL
            INVALID,                     INVALID
            INVALID UNKNOWN,             INVALID
            UNKNOWN,                     UNKNOWN
            """)
    void tlsStatus(String statuses, Coverage.TlsStatus expected) {
        ObservationsBuilder observations = enforcing();
        for (String status : statuses.isEmpty() ? new String[0] : statuses.split(" ")) {
            observations.starttls(
                    switch (status) {
                        case "VALID" -> valid(ONE);
                        case "INVALID" -> fails(ONE, Kind.NOT_OFFERED);
                        default -> fails(ONE, Kind.REJECTED);
                    });
        }

        assertThat(observations.report().coverage().hosts())
                .singleElement()
                .satisfies(host -> assertThat(host.tlsStatus()).isEqualTo(expected));
    }

    /** The verdict is about the policy: a mail server without TLS is refused because the policy is enforced. */
    @Test
    void verdict_isThatOfTheMode() {
        assertThat(enforcing().starttls(fails(ONE, Kind.NOT_OFFERED)).report().verdict())
                .contains(Verdict.ENFORCING);
    }

    static Stream<Arguments> summaries() {
        return Stream.of(
                arguments(
                        enforcing().starttls(fails(ONE, Kind.NOT_OFFERED)),
                        "example.com enforces MTA-STS, but mx1.example.com has no valid TLS: senders refuse to deliver to it."
                                + " Not checked: DANE."),
                arguments(
                        withGap().starttls(fails(ONE, Kind.NOT_OFFERED)),
                        "example.com enforces MTA-STS, but mx2.example.com is not covered by its policy, and mx1.example.com"
                                + " has no valid TLS: senders refuse to deliver to them. Not checked: the TLS of"
                                + " mx2.example.com, DANE."),
                arguments(
                        testing().starttls(fails(ONE, Kind.NOT_OFFERED)),
                        "example.com tests MTA-STS: senders report failures, but deliver in spite of them. Do not enforce it yet:"
                                + " mx1.example.com has no valid TLS. Not checked: DANE."),
                arguments(
                        enforcing().starttls(fails(ONE, Kind.REJECTED)),
                        "example.com enforces MTA-STS: senders deliver to it only over verified TLS."
                                + " Not checked: the TLS of mx1.example.com, DANE."));
    }

    @ParameterizedTest
    @MethodSource("summaries")
    void summary(ObservationsBuilder sight, String expected) {
        assertThat(sight.report().summary()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # kind,               reply code, transient
            UNREACHABLE,          0,          true
            CONNECTION_REFUSED,   0,          true
            NO_ANSWER,            0,          true
            TIMEOUT,              0,          true
            GREETING_TIMEOUT,     0,          true
            LIMIT_EXCEEDED,       0,          false
            TEMPORARILY_REJECTED, 421,        true
            REJECTED,             554,        false
            STARTTLS_REFUSED, 454,        true
            STARTTLS_REFUSED, 399,        false
            STARTTLS_REFUSED, 500,        false
            NOT_OFFERED,      250,        false
            """)
    void transientFailure(Kind kind, int replyCode, boolean passing) {
        assertThat(enforcing().starttls(fails(ONE, kind, replyCode)).report().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.isTransient()).isEqualTo(passing));
    }

    @Test
    void skipped_isReportedOnce() {
        ObservationsBuilder sight =
                enforcing().policy("enforce", "*.example.com").mx("a.example.com", "b.example.com");
        List.of("a.example.com", "b.example.com")
                .forEach(host ->
                        sight.starttls(StarttlsProbe.failed(host, ADDRESS, Kind.SKIPPED, "only the first 0 are")));
        assertThat(sight.report().findings())
                .filteredOn(finding -> finding.code() == StarttlsFinding.STARTTLS_UNCHECKED)
                .extracting(Finding::message)
                .containsExactly(
                        "This check did not connect to these mail servers, so their TLS is not known: a.example.com, b.example.com (only the"
                                + " first 0 are).");
    }

    @Test
    void probe_withoutEvidence() {
        Optional<StarttlsFailure> faulty =
                Optional.of(new StarttlsFailure(Kind.CERTIFICATE, 0, "", List.of(CertificateProblem.EXPIRED)));
        assertThatThrownBy(() -> new StarttlsProbe(ONE, ADDRESS, Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StarttlsProbe(ONE, ADDRESS, Optional.empty(), faulty))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StarttlsFailure.of(Kind.CERTIFICATE, "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StarttlsFailure(Kind.TIMEOUT, 0, "", List.of(CertificateProblem.EXPIRED)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
