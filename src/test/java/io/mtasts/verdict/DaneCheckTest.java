package io.mtasts.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.mtasts.cases.CaseObservations;
import io.mtasts.dane.TlsaRecord;
import io.mtasts.finding.Finding;
import io.mtasts.verdict.DaneProbe.Match;
import io.mtasts.verdict.DaneProbe.Status;
import io.mtasts.verdict.Lookup.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is made of the TLSA records of the mail servers. */
final class DaneCheckTest {

    private static final String ONE = "mx1.example.com";
    private static final String NAME = "_25._tcp." + ONE;
    private static final TlsaRecord RECORD = new TlsaRecord(3, 1, 1, "ab".repeat(32));
    private static final TlsaRecord PKIX = new TlsaRecord(1, 1, 1, "cd".repeat(32));
    private static final TlsaRecord RECOMMENDED = new TlsaRecord(3, 1, 1, "ef".repeat(32));

    private static Match match(String address, boolean matches) {
        return new Match(ObservationsBuilder.address(address), matches, RECOMMENDED);
    }

    private static DaneProbe signed(List<TlsaRecord> records, Match... matches) {
        return new DaneProbe(ONE, new TlsaLookup(Lookup.found(NAME, records), true), List.of(matches));
    }

    private static DaneProbe unsigned(TlsaRecord... records) {
        return new DaneProbe(ONE, new TlsaLookup(Lookup.found(NAME, List.of(records)), false), List.of());
    }

    private static DaneProbe without(Outcome outcome) {
        return new DaneProbe(ONE, new TlsaLookup(Lookup.without(NAME, outcome), true), List.of());
    }

    private static StarttlsProbe valid() {
        return new StarttlsProbe(
                ONE, ObservationsBuilder.address("198.51.100.25"), Optional.of(CaseObservations.TLS), Optional.empty());
    }

    private static ObservationsBuilder enforcing() {
        return new ObservationsBuilder();
    }

    private static ObservationsBuilder withoutMtaSts() {
        return new ObservationsBuilder().txt(Outcome.NX_DOMAIN).fails(FetchFailure.Kind.NO_ADDRESS);
    }

    private static Arguments row(String why, DaneProbe probe, Status status, String... findings) {
        return arguments(why, probe, status, List.of(findings));
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                row("no records", without(Outcome.NX_DOMAIN), Status.NONE),
                row("no records of this type", without(Outcome.NO_DATA), Status.NONE),
                row("not compared", signed(List.of(RECORD)), Status.SECURE, "dane-precedence info"),
                row(
                        "match",
                        signed(List.of(RECORD), match("198.51.100.25", true)),
                        Status.SECURE,
                        "dane-precedence info"),
                row(
                        "mismatch",
                        signed(List.of(RECORD), match("198.51.100.25", false)),
                        Status.MISMATCH,
                        "dane-mismatch critical",
                        "dane-precedence info"),
                row(
                        "mismatch at one of two addresses",
                        signed(List.of(RECORD), match("198.51.100.25", true), match("2001:db8::25", false)),
                        Status.MISMATCH,
                        "dane-mismatch error",
                        "dane-precedence info"),
                row("unsigned", unsigned(RECORD), Status.INSECURE, "dane-insecure info"),
                row("unsigned and unusable", unsigned(PKIX), Status.INSECURE, "dane-insecure info"),
                row("unusable", signed(List.of(PKIX)), Status.SECURE, "dane-unusable warning"),
                row(
                        "unusable, so a difference does not matter",
                        signed(List.of(PKIX), match("198.51.100.25", false)),
                        Status.SECURE,
                        "dane-unusable warning"),
                row("one of two usable", signed(List.of(PKIX, RECORD)), Status.SECURE, "dane-precedence info"),
                row("failure", without(Outcome.SERVER_FAILURE), Status.NOT_CHECKED, "dane-lookup-failed info"),
                row("forged or expired", without(Outcome.BOGUS), Status.NOT_CHECKED, "dane-lookup-failed warning"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void findings(String why, DaneProbe probe, Status status, List<String> findings) {
        assertThat(probe.status()).isEqualTo(status);
        assertThat(enforcing().dane(probe).findings()).as(why).containsExactlyInAnyOrderElementsOf(findings);
    }

    /** Without a policy there is nothing that DANE takes precedence over, and DANE matters as it did. RFC 7672. */
    @Test
    void findings_withoutPolicy() {
        assertThat(withoutMtaSts()
                        .dane(signed(List.of(RECORD), match("198.51.100.25", false)))
                        .findings())
                .contains("dane-mismatch critical")
                .doesNotContain("dane-precedence info");
    }

    /** A policy that nobody announces takes no precedence. One in a preview is judged as if it were announced. */
    @Test
    void precedence_ofAPolicyWithoutRecord() {
        ObservationsBuilder unrelated = enforcing().txt("v=spf1 -all").dane(signed(List.of(RECORD)));
        byte[] body = ObservationsBuilder.answer("enforce", 1_209_600, ONE).body();

        assertThat(unrelated.findings()).doesNotContain("dane-precedence info");
        assertThat(Evaluator.preview(List.of(), unrelated.observations(), body).findings())
                .extracting(Finding::code)
                .contains(DaneFinding.DANE_PRECEDENCE);
    }

    @Test
    void records_areThoseOfTheirServer() {
        Report report = enforcing()
                .mx("mx0.example.com", ONE)
                .policy("enforce", "mx0.example.com", ONE)
                .dane(signed(List.of(RECORD)))
                .report();

        assertThat(report.coverage().hosts())
                .extracting(Coverage.Host::name, host -> host.dane().map(DaneProbe::host))
                .containsExactly(tuple("mx0.example.com", Optional.empty()), tuple(ONE, Optional.of(ONE)));
    }

    /** RFC 8461, 2: a policy must not hide the failure. */
    @Test
    void mismatch_isHiddenByValidTls() {
        DaneProbe mismatch = signed(List.of(RECORD), match("198.51.100.25", false));

        assertThat(enforcing().starttls(valid()).dane(mismatch).findings())
                .containsExactly("dane-mismatch critical", "dane-mismatch-hidden warning", "dane-precedence info");
    }

    @Test
    void mismatch_offersTheRecordOfTheCertificate() {
        Finding finding = finding(signed(List.of(RECORD), match("198.51.100.25", false)));

        assertThat(finding.suggestedText()).isEqualTo(NAME + ". TLSA " + RECOMMENDED);
        assertThat(finding.message()).contains("seen at 198.51.100.25");
        assertThat(TlsaRecord.parse(finding.suggestedText().split(" TLSA ")[1])).contains(RECOMMENDED);
    }

    /** The records are often aliases, so that several servers share one. RFC 7672, 3.1.1. */
    @Test
    void mismatch_offersTheRecordWhereItIsPublished() {
        Lookup<TlsaRecord> aliased = new Lookup<>(NAME, Outcome.FOUND, List.of(RECORD), List.of("tlsa.example.com"));

        Finding finding =
                finding(new DaneProbe(ONE, new TlsaLookup(aliased, true), List.of(match("198.51.100.25", false))));

        assertThat(finding.suggestedText()).startsWith("tlsa.example.com. TLSA 3 1 1 ");
    }

    @Test
    void unusable_showsTheRecords() {
        TlsaRecord certificate = new TlsaRecord(1, 0, 0, "00".repeat(1000));

        assertThat(finding(signed(List.of(certificate))).message())
                .contains("(1 0 0 0000")
                .contains("…")
                .hasSizeLessThan(400);
    }

    @ParameterizedTest
    @CsvSource({"47, false", "48, true"})
    void unusable_abbreviatesLongRecords(int bytes, boolean isAbbreviated) {
        String text = new TlsaRecord(1, 0, 0, "ab".repeat(bytes)).toString();

        assertThat(finding(signed(List.of(new TlsaRecord(1, 0, 0, "ab".repeat(bytes)))))
                        .evidence())
                .isEqualTo(isAbbreviated ? text.substring(0, 100) + "…" : text);
    }

    private static Finding finding(DaneProbe probe) {
        return enforcing().dane(probe).report().findings().get(0);
    }
}
