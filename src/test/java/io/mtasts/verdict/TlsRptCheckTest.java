package io.mtasts.verdict;

import static io.mtasts.verdict.ObservationsBuilder.host;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.mtasts.finding.CheckedPart;
import io.mtasts.finding.Finding;
import io.mtasts.finding.Severity;
import io.mtasts.name.DomainName;
import io.mtasts.tlsrpt.TlsRptFinding;
import io.mtasts.verdict.Lookup.Outcome;
import io.mtasts.verdict.TlsRptObservations.MisplacedText;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Records at wrong names, and destinations that do not exist. */
class TlsRptCheckTest {

    private static final String VALID = "v=TLSRPTv1; rua=mailto:a@example.com";
    private static final String URI = "mailto:a@reports.example";
    private static final String HOST = "reports.example";

    private static ObservationsBuilder absent(String... texts) {
        return new ObservationsBuilder()
                .tlsRpt(Outcome.NX_DOMAIN)
                .tlsRptAt(Arrays.stream(texts)
                        .map(text -> new MisplacedText("_tlsrpt" + text.length() + ".example.com", text))
                        .toArray(MisplacedText[]::new));
    }

    /** Nothing can be published at a domain that does not exist. */
    @Test
    void domainThatDoesNotExist() {
        TlsRptObservations observed = new TlsRptObservations(
                Lookup.without("_smtp._tls.example.com", Outcome.NX_DOMAIN), List.of(), List.of(), true);

        List<Finding> findings =
                TlsRptCheck.of(new DomainName("example.com"), observed).findings();

        assertThat(findings)
                .extracting(Finding::code)
                .containsExactly(DomainFinding.DOMAIN_NXDOMAIN, TlsRptFinding.TLSRPT_ABSENT);
        assertThat(findings)
                .allSatisfy(finding -> assertThat(finding.suggestedText()).isEmpty());
    }

    static Stream<Arguments> misplaced() {
        return Stream.of(
                arguments("a valid text", absent(VALID), 1, VALID),
                arguments("a repair", absent("v=TLSRPTv1; rua:mailto:a@example.com"), 1, VALID),
                arguments("the same text twice", absent(VALID, VALID), 1, VALID),
                arguments(
                        "the same record in two forms",
                        absent(VALID, "v=TLSRPTv1; rua:mailto:a@example.com"),
                        1,
                        VALID),
                arguments("two records", absent(VALID, "v=TLSRPTv1; rua=mailto:bb@example.com"), 2, ""),
                arguments("no plain reading", absent("v=TLSRPTv1; rua=nobody"), 1, ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misplaced")
    void misplaced(String why, ObservationsBuilder observations, int names, String text) {
        List<Finding> findings = observations.report().findings();

        List<Finding> wrong = findings.stream()
                .filter(finding -> finding.code() == TlsRptFinding.TLSRPT_WRONG_NAME)
                .toList();
        assertThat(wrong)
                .as(why)
                .hasSizeGreaterThanOrEqualTo(names)
                .allSatisfy(finding -> assertThat(finding.suggestedText()).isEqualTo(text));
        assertThat(findings)
                .filteredOn(finding -> finding.code() == TlsRptFinding.TLSRPT_ABSENT)
                .singleElement()
                .satisfies(finding -> assertThat(finding.suggestedText())
                        .isEqualTo(text.isEmpty() ? "v=TLSRPTv1; rua=mailto:tls-reports@example.com" : text));
    }

    @Test
    void absent_withoutAnotherRecord() {
        assertThat(absent().report().findings())
                .extracting(finding -> finding.code().code())
                .containsExactly("tlsrpt-absent");
    }

    private static ReportHostLookup mailbox(Lookup<MxRecord> mx, HostLookup... addresses) {
        return new ReportHostLookup(
                URI, HOST, Optional.of(mx), Arrays.stream(addresses).findFirst());
    }

    private static ReportHostLookup url(HostLookup addresses) {
        return new ReportHostLookup("https://reports.example/x", HOST, Optional.empty(), Optional.of(addresses));
    }

    static Stream<Arguments> destinations() {
        Lookup<MxRecord> none = Lookup.without(HOST, Outcome.NO_DATA);
        HostLookup failed = new HostLookup(
                HOST, Lookup.without(HOST, Outcome.SERVER_FAILURE), Lookup.without(HOST, Outcome.NO_DATA));
        HostLookup isPrivate = host(HOST, "10.0.0.1").markNotPublic(address -> false);
        return Stream.of(
                arguments(mailbox(Lookup.found(HOST, List.of(new MxRecord(10, "mx.example")))), "", ""),
                arguments(
                        mailbox(Lookup.found(HOST, List.of(new MxRecord(0, "")))),
                        "reports.example accepts no mail (null MX)",
                        ""),
                arguments(mailbox(none, host(HOST, "198.51.100.1")), "", ""),
                arguments(mailbox(none, host(HOST)), "reports.example has no mail server", ""),
                arguments(mailbox(none, isPrivate), "reports.example has no public address", ""),
                arguments(mailbox(none, failed), "", "the name server failed (SERVFAIL)"),
                arguments(mailbox(Lookup.without(HOST, Outcome.TIMEOUT)), "", "the name server did not answer in time"),
                arguments(url(host(HOST, "198.51.100.1")), "", ""),
                arguments(url(host(HOST)), "reports.example has no address", ""),
                arguments(url(isPrivate), "reports.example has no public address", ""),
                arguments(url(failed), "", "the name server failed (SERVFAIL)"));
    }

    @ParameterizedTest
    @MethodSource("destinations")
    void destination(ReportHostLookup destination, String obstacle, String unchecked) {
        Report report = new ObservationsBuilder().reportsTo(destination).report();

        assertThat(report.findings().stream()
                        .filter(finding -> finding.code() == TlsRptFinding.TLSRPT_DESTINATION_UNREACHABLE)
                        .map(Finding::evidence)
                        .findFirst()
                        .orElse(""))
                .isEqualTo(obstacle);
        assertThat(report.unchecked().stream()
                        .filter(part -> part.part() == CheckedPart.TLS_RPT)
                        .map(Unchecked::reason)
                        .findFirst()
                        .orElse(""))
                .isEqualTo(unchecked);
    }

    /** Testing mode without reports shows nothing to anybody. */
    @Test
    void destination_mattersInTestingMode() {
        ReportHostLookup failed = url(host(HOST));

        assertThat(severity(new ObservationsBuilder().reportsTo(failed))).isEqualTo(Severity.INFO);
        assertThat(severity(new ObservationsBuilder()
                        .policy("testing", "mx1.example.com")
                        .reportsTo(failed)))
                .isEqualTo(Severity.WARNING);
    }

    private static Severity severity(ObservationsBuilder observations) {
        return observations.report().findings().stream()
                .filter(finding -> finding.code() == TlsRptFinding.TLSRPT_DESTINATION_UNREACHABLE)
                .findFirst()
                .orElseThrow()
                .severity();
    }
}
