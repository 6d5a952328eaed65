package io.mtasts.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.finding.Correction;
import io.mtasts.finding.Finding;
import io.mtasts.finding.Severity;
import io.mtasts.name.DomainName;
import io.mtasts.verdict.Lookup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the report of example.com says about the record that applies. The case files have all findings. */
class DmarcEvaluatorTest {

    private static final DomainName DOMAIN = new DomainName("example.com");
    private static final String NAME = "_dmarc.example.com";

    private static DmarcReport report(Lookup<String> record) {
        Function<String, Lookup<String>> dns =
                name -> name.equals(NAME) ? record : Lookup.without(name, Lookup.Outcome.NO_DATA);
        TxtLookups first =
                TxtLookups.of(DmarcLookupPlan.first(DOMAIN).stream().map(dns).toList());
        TxtLookups all = first.and(TxtLookups.of(
                DmarcLookupPlan.second(DOMAIN, first).stream().map(dns).toList()));
        return DmarcEvaluator.evaluate(List.of(), new DmarcObservations(DOMAIN, all, Instant.EPOCH, Duration.ZERO));
    }

    private static DmarcReport report(String text) {
        return report(Lookup.found(NAME, List.of(text)));
    }

    private static Finding finding(DmarcReport report, DmarcFinding code) {
        return report.findings().stream()
                .filter(finding -> finding.code() == code)
                .findFirst()
                .orElseThrow();
    }

    /** A change that is right at once is a correction, which says what it replaces and what has to exist first. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            v=DMARC1; p=reject; rua=mailto:a@example.com               | -                        | -                                         | -
            v=DMARC1; p=none; rua=mailto:a@example.com                 | -                        | -                                         | -
            v=DMARC1; p=none; t=y; rua=mailto:a@example.com            | t=y                      | ''                                        | v=DMARC1; p=none; rua=mailto:a@example.com
            v=DMARC1; p=reject; adkim=s                                | ''                       | rua=mailto:dmarc-reports@example.com      | v=DMARC1; p=reject; adkim=s; rua=mailto:dmarc-reports@example.com
            v=DMARC1; p=reject; psd=y; rua=mailto:a@example.com; ruf=mailto:f@example.com; fo=1 | ruf=mailto:f@example.com; fo=1 | '' | v=DMARC1; p=reject; psd=y; rua=mailto:a@example.com
            """)
    void correction_hasTheTagsThatChange(String text, String from, String to, String corrected) {
        Optional<Correction> correction = report(text).correction();
        assertThat(correction.map(Correction::corrected)).isEqualTo(Optional.ofNullable(corrected));
        assertThat(correction.stream()
                        .flatMap(found -> found.changes().stream())
                        .map(change -> change.from() + " -> " + change.to()))
                .isEqualTo(from == null ? List.of() : List.of(from + " -> " + to));
        assertThat(correction.map(Correction::assumes).orElse(List.of()))
                .isEqualTo(
                        to == null || to.isEmpty()
                                ? List.of()
                                : List.of("Create the mailbox dmarc-reports@example.com, or use another mailbox that is"
                                        + " read."));
    }

    /** Nothing can be published next to a CNAME record. RFC 1034, 3.6.2. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            v=DMARC1; p=reject
            v=DMARC1; p=reject; rua=a@example.com
            """)
    void correction_isForTheEndOfTheAliases(String text) {
        String target = "example-com.provider.example";
        DmarcReport aliased = report(new Lookup<>(NAME, Lookup.Outcome.FOUND, List.of(text), List.of(target)));
        DmarcReport own = report(text);
        assertThat(own.correction().orElseThrow().name()).isEqualTo(NAME);
        assertThat(aliased.correction()).isEqualTo(own.correction().map(correction -> correction.at(target)));
        assertThat(aliased.findings())
                .filteredOn(Finding::suggestsText)
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.aliasTarget()).isEqualTo(target));
        assertThat(own.findings())
                .filteredOn(Finding::suggestsText)
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.aliasTarget()).isEmpty());
    }

    /** A policy that changes nothing is only worth its reports. */
    @ParameterizedTest
    @CsvSource({
        "v=DMARC1; p=none, WARNING",
        "v=DMARC1; p=quarantine, INFO",
        "v=DMARC1; p=reject, INFO",
        "v=DMARC1; p=reject; t=y, WARNING",
        "v=DMARC1; p=reject; t=n, INFO",
    })
    void missingReports_matterMoreWithoutAnEffect(String text, Severity expected) {
        assertThat(finding(report(text), DmarcFinding.DMARC_RUA_MISSING).severity())
                .isEqualTo(expected);
    }

    /** Another mailbox beside one that is misplaced would send the reports to the wrong place. */
    @ParameterizedTest
    @CsvSource({
        "v=DMARC1; p=reject; reports=mailto:a@example.com, true",
        "v=DMARC1; p=reject; x=y, false",
        "v=DMARC1; p=reject; ruf=mailto:a@example.com, false",
        "v=DMARC1; p=reject, false",
    })
    void misplacedAddress_isToBeRenamed(String text, boolean expected) {
        Finding missing = finding(report(text), DmarcFinding.DMARC_RUA_MISSING);
        assertThat(missing.remedy().contains("rename the tag to rua")).isEqualTo(expected);
        assertThat(missing.suggestedText().isEmpty()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "v=DMARC1; p=reject; rua=mailto:a@example.com, ",
        "v=DMARC1; p=reject, INFO",
        "v=DMARC1; p=none, WARNING",
    })
    void severity_isThatOfTheWorstFinding(String text, Severity expected) {
        assertThat(report(text).severity()).isEqualTo(Optional.ofNullable(expected));
    }

    /** Defaults of RFC 9989, 4.7. Tags without a default are shown only if they are there. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            v=DMARC1; p=reject; rua=mailto:a@example.com          | {p=reject, adkim=r, aspf=r, rua=mailto:a@example.com, fo=0, t=n, psd=u}
            v=DMARC1; p=none; sp=reject; adkim=s; t=y; psd=n      | {p=none, sp=reject, adkim=s, aspf=r, fo=0, t=y, psd=n}
            """)
    void tags_haveTheirDefaults(String text, String expected) {
        Map<String, String> tags = report(text).policy().orElseThrow().tags();
        assertThat(tags).hasToString(expected);
    }
}
