package io.mtasts.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.dmarc.DmarcParseResult.Status;
import io.mtasts.finding.Correction;
import io.mtasts.finding.Finding;
import io.mtasts.finding.Severity;
import io.mtasts.finding.TextSpan;
import io.mtasts.text.LinearTimeAssertions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DmarcRecordSelectorTest {

    private static final String NAME = "_dmarc.example.com";
    private static final String REPORTS = "; rua=mailto:a@example.com";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=DMARC1; p=none",
                "v=DMARC1;p=quarantine",
                "v=DMARC1; p=reject;",
                "v=DMARC1 ;\tp\t= reject ; ",
                "v=DMARC1; p=none; sp=quarantine; np=reject",
                "v=DMARC1; p=none; adkim=r; aspf=s; t=y; psd=u",
                "v=DMARC1; p=none; ruf=mailto:a@example.com; fo=0",
                "v=DMARC1; p=none; ruf=mailto:a@example.com; fo=1:d:s",
                "v=DMARC1; p=none; ruf=mailto:a@example.com; fo=d:0:s",
                "v=DMARC1; p=none; ruf=mailto:a@example.com; fo=s:d",
                "v=DMARC1; p=none; rua=mailto:a@example.com,mailto:b@example.net",
                "v=DMARC1; p=none; rua=MAILTO:a%21b%2Cc@example.com\t,\tmailto:b@Example.NET?subject=x",
            })
    void read_valid(String text) {
        DmarcParseResult reading = read(text);

        assertThat(reading.status()).isEqualTo(Status.VALID);
        assertThat(reading.findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
                    v=DMARC1; p=reject; fo=0:1; ruf=mailto:a@b.c|DMARC_VALUE_INVALID
                    v=DMARC1; p=reject; fo=d:d; ruf=mailto:a@b.c|DMARC_VALUE_INVALID
                    v=DMARC1; p=reject; fo=0:; ruf=mailto:a@b.c|DMARC_VALUE_INVALID
                    v=DMARC1; p=reject; fo=2; ruf=mailto:a@b.c|DMARC_VALUE_INVALID
                    v=DMARC1; p=reject; adkim=relaxed|DMARC_VALUE_INVALID
                    v=DMARC1; p=reject; aspf=x|DMARC_VALUE_INVALID
                    v=DMARC1; p=reject; t=u|DMARC_VALUE_INVALID
                    v=DMARC1; p=reject; psd=x|DMARC_VALUE_INVALID
                    v=DMARC1; p=reject; psd=Y|DMARC_VALUE_CASE
                    v=DMARC1; p=reject; =x|DMARC_TAG_INVALID
                    v=DMARC1; p=reject; s_p=x|DMARC_TAG_INVALID
                    v=DMARC1; p=reject; x1=y|DMARC_TAG_INVALID
                    v=DMARC1; p=reject; x=y|DMARC_UNKNOWN_TAG
                    v=DMARC1; p=reject; X=y|DMARC_UNKNOWN_TAG
                    v=DMARC1; p=reject; SP=none|DMARC_TAG_CASE
                    v=DMARC1; p=reject; rua=; ruf=|DMARC_TAG_INVALID DMARC_TAG_INVALID
                    v=DMARC1; p=reject; pct=100|DMARC_OBSOLETE_TAG
                    v=DMARC1; p=reject; pct=99|DMARC_PCT
                    v=DMARC1; p=reject;; |DMARC_EMPTY_TAG
                    v=DMARC1; p=reject |DMARC_TRAILING_SPACE
                    v=DMARC1; p=reject; rua=mailto:a|DMARC_URI_INVALID
                    v=DMARC1; p=reject; rua=mailto:@b.c|DMARC_URI_INVALID
                    v=DMARC1; p=reject; rua=mailto:a@b_c.d|DMARC_URI_INVALID
                    v=DMARC1; p=reject; rua=mailto:a b@b.c|DMARC_URI_INVALID
                    v=DMARC1; p=reject; rua=mailto:a!b@b.c|DMARC_URI_INVALID
                    v=DMARC1; p=reject; rua=mailto://a@b.c|DMARC_URI_INVALID
                    v=DMARC1; p=reject; rua=mailto:a@b.c mailto:d@b.c|DMARC_URI_INVALID
                    v=DMARC1; p=reject; rua=mailto:a@b.c!10|DMARC_URI_SIZE
                    v=DMARC1; p=reject; rua=mailto:a@b.c!10x|DMARC_URI_INVALID
                    v=DMARC1; p=reject; rua=mailto:a@b.c.|DMARC_URI_INVALID
                    v=DMARC1; p=reject; rua=mailto:a@[192.0.2.1]|DMARC_URI_INVALID
                    v=DMARC1; p=reject; rua=mailto:a@192.0.2.1|DMARC_URI_INVALID
                    v=DMARC1; p=reject; rua=ftp://b.c/x|DMARC_URI_SCHEME
                    v=DMARC1; p=reject; rua=,mailto:a@b.c|DMARC_URI_INVALID
                    """)
    void read_validWithFindings(String text, String findings) {
        DmarcParseResult reading = read(text);

        assertThat(reading.status()).isEqualTo(Status.VALID);
        assertThat(codes(reading)).isEqualTo(findings);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
                    v=DMARC1|DMARC_P_MISSING
                    v=DMARC1;|DMARC_P_MISSING
                    v=DMARC1; p=|DMARC_TAG_INVALID DMARC_P_MISSING
                    v=DMARC1; p=rejected|DMARC_P_INVALID
                    v=DMARC1; p=reject; sp=|DMARC_SP_INVALID
                    v=DMARC1; p=reject; np =|DMARC_SP_INVALID
                    v=DMARC1; p=reject; v=DMARC1|DMARC_DUPLICATE_TAG
                    v=DMARC1; p=reject; p=reject|DMARC_DUPLICATE_TAG
                    v=DMARC1; p=reject; x=y; x=y|DMARC_UNKNOWN_TAG DMARC_DUPLICATE_TAG
                    v=DMARC1; p=reject; sp=x|DMARC_SP_INVALID
                    v=DMARC1; p=reject; np=x|DMARC_SP_INVALID
                    v=DMARC1; p=x; sp=x|DMARC_P_INVALID DMARC_SP_INVALID
                    """)
    void read_policyInvalid(String text, String findings) {
        DmarcParseResult result = read(text);

        assertThat(result.status()).isEqualTo(Status.INVALID);
        assertThat(codes(result).split(" ")).containsExactlyInAnyOrder(findings.split(" "));
    }

    /** A version with a slip counts as an attempt, wherever it is. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            v=DMARK1; p=none          | DMARC_VERSION_UNKNOWN
            (v=DMARK1; p=none)        | DMARC_VERSION_UNKNOWN
            _dmarc TXT "v=DMARC1; p=none" | DMARC_QUOTED
            sp=none; v=DMARK1; p=none | DMARC_VERSION_NOT_FIRST
            """)
    void read_versionWithASlip(String text, String finding) {
        assertThat(codes(read(text))).isEqualTo(finding);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
                    v=dmarc1; p=none|DMARC_VERSION_CASE|v=dmarc1
                    v=Dmarc1 ; p=none|DMARC_VERSION_CASE|v=Dmarc1
                    v=DMARC; p=none|DMARC_VERSION_UNKNOWN|v=DMARC
                    v=DMARC11; p=none|DMARC_VERSION_UNKNOWN|v=DMARC11
                    DMARC1; p=none|DMARC_VERSION_UNKNOWN|DMARC1
                    version=DMARC1; p=none|DMARC_VERSION_UNKNOWN|version=DMARC1
                    v=DMARC1, p=none|DMARC_NO_DELIMITER|v=DMARC1, p=none
                    v=DMARC1\\; p=none|DMARC_NO_DELIMITER|v=DMARC1\\; p=none
                     v=DMARC1; p=none|DMARC_LEADING_SPACE|` `
                    “v=DMARC1; p=none”|DMARC_QUOTED|“
                    'v=DMARC1; p=none'|DMARC_QUOTED|'
                    p=none; v=DMARC1|DMARC_VERSION_NOT_FIRST|p=none; v=DMARC1
                    p=none|DMARC_VERSION_NOT_FIRST|p=none
                    """)
    void read_misspelled(String text, String finding, String found) {
        DmarcParseResult reading = read(text);

        assertThat(reading.status()).isEqualTo(Status.INVALID);
        assertThat(reading.record()).isEmpty();
        assertThat(codes(reading)).isEqualTo(finding);
        assertThat(reading.findings()).singleElement().satisfies(only -> {
            assertThat(only.evidence()).isEqualTo(found);
            assertThat(only.suggestedText()).isEqualTo("v=DMARC1; p=none");
            assertThat(only.isError()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v=spf1 -all", "v=STSv1; id=1", "p=x", "about DMARC", "xv=DMARC1; p=none"})
    void read_unrelated(String text) {
        DmarcParseResult reading = read(text);

        assertThat(reading.status()).isEqualTo(Status.ABSENT);
        assertThat(codes(reading)).isEqualTo("DMARC_UNRELATED");
    }

    @Test
    void read_nothing() {
        assertThat(read())
                .isEqualTo(new DmarcParseResult(Status.ABSENT, Optional.empty(), Optional.empty(), List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    # record                                     | record to publish
                    v=DMARC1; adkim=strict                       | v=DMARC1; p=none; adkim=s
                    "v=DMARC1; p=none; adkim="r" "sp=reject"     | v=DMARC1; p=none; adkim=r; sp=reject
                    v=DMARC1; rua=mailto:a@b.c; P=reject         | v=DMARC1; p=reject; rua=mailto:a@b.c
                    v=DMARC1; p=Reject; pct=50                   | v=DMARC1; p=reject
                    v=DMARC1; p=reject; pct=0                    | v=DMARC1; p=reject; t=y
                    v=DMARC1; p=none; pct=0                      | v=DMARC1; p=none
                    v=DMARC1; p=none; sp=reject; pct=0; t=y      | v=DMARC1; p=none; sp=reject; t=y
                    v=DMARC1; rua=a@b.c; p=reject                | v=DMARC1; p=reject; rua=mailto:a@b.c
                    v=DMARC1; p=none; rua=mailto:a@b.c!1m,       | v=DMARC1; p=none; rua=mailto:a@b.c
                    v=DMARC1; p=none; p=none; x=y                | v=DMARC1; p=none; x=y
                    v=DMARC1; p=reject; sp-none                  | v=DMARC1; p=reject; sp=none
                    v=DMARC1; p=rejected; sp=quarentine          | v=DMARC1; p=reject; sp=quarantine
                    v=DMARC1; p=re ject; sp="none"; np=Reject!   | v=DMARC1; p=reject; sp=none; np=reject
                    v=DMARC1; p=reject; sp=; rua=; ruf=          | v=DMARC1; p=reject
                    v=DMARC1; p=none;p                           | v=DMARC1; p=none
                    v=DMARC1; p=reject; foo                      | v=DMARC1; p=reject
                    v=DMARC1; p=none; fo=1,d:d; ruf=a@b.c        | v=DMARC1; p=none; fo=1:d; ruf=mailto:a@b.c
                    v=DMARC1; policy=reject; rau=a@b.c;p:reject  | v=DMARC1; p=reject; policy=reject; rua=mailto:a@b.c
                    v=DMARC1; policy=reject                      | v=DMARC1; p=reject
                    v=DMARC1; p=reject; adkmi=s;;x=y             | v=DMARC1; p=reject; adkim=s; x=y
                    v=DMARC1; p=reject; t=yes; psd=no            | v=DMARC1; p=reject; t=y; psd=n
                    v=DMARC1; p=none; rua=mailto:a@bücher.example | v=DMARC1; p=none; rua=mailto:a@xn--bcher-kva.example
                    v=DMARC1; p=none; rua=https://b.c/x; fo=1    | v=DMARC1; p=none; rua=https://b.c/x
                    "v=DMARC1; p=reject"                         | v=DMARC1; p=reject
                    p=none; rua=mailto:a@b.c; v = dmarc1; sp=none| v=DMARC1; p=none; rua=mailto:a@b.c; sp=none
                    v=DMARC1 p=none;;rua=mailto:a@b.c            | v=DMARC1; p=none; rua=mailto:a@b.c
                    v=DMARC2; sp=none                            | v=DMARC1; p=none; sp=none
                    v=DMARC1&p=reject&rua=mailto:a@b.c           | v=DMARC1; p=reject; rua=mailto:a@b.c
                    v=DMARC1:p=reject: rua=mailto:a@b.c          | v=DMARC1; p=reject; rua=mailto:a@b.c
                    v:DMARC1/p:reject/rua:mailto:a@b.c           | v=DMARC1; p=reject; rua=mailto:a@b.c
                    v=DMARC1/p:reject                            | v=DMARC1; p=reject
                    v=DMARC1;%20p=reject;+sp=none                | v=DMARC1; p=reject; sp=none
                    v%3DDMARC1%3B%20p%3Dreject                   | v=DMARC1; p=reject
                    「v=DMARC1; p=reject」                         | v=DMARC1; p=reject
                    v=DMARC1; p=none; fo=1;d;s; ruf=mailto:a@b.c | v=DMARC1; p=none; fo=1:d:s; ruf=mailto:a@b.c
                    v=DMARC1; p=none; ura=a@b.c                  | v=DMARC1; p=none; rua=mailto:a@b.c
                    v=DMARC1; p=reject; dkim=strict; spf=relaxed | v=DMARC1; p=reject; adkim=s; aspf=r
                    v=DMARC1; policy=rejected                    | v=DMARC1; p=reject
                    """)
    void read_suggestedTextKeepsTheIntention(String text, String better) {
        DmarcParseResult result = read(text);

        assertThat(result.correction().map(Correction::corrected)).contains(better);
        assertThat(result.findings())
                .filteredOn(Finding::suggestsText)
                .filteredOn(finding -> finding.code() != DmarcFinding.DMARC_URI_SCHEME)
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.suggestedText()).isEqualTo(better));
        assertThat(read(better).findings()).noneMatch(Finding::isError);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=DMARC1; p=none; p=reject",
                "v=DMARC1; p=bogus; rua=mailto:a@b.c",
                "v=DMARC1; p=; rua=mailto:a@b.c",
                "v=DMARC1; p=reject; adkim=x",
                "v=DMARC1; p=reject; fo=0:1; ruf=mailto:a@b.c",
                "v=DMARC1; p=none; rua=mailto:a@b.c,mailto:d",
                "v=DMARC1; p=none; rua=mailto:a@b c.d",
                "v=DMARC1; politik=reject; rua=mailto:a@b.c",
                "v=DMARC1; p=reject; subdomains get none",
                "v=DMARC1; P=reject; x1=y",
                "v=DMARC1; p=none; rua=https://b.c/x",
                "v=DMARC1; p=none; sp=reject; pct=0; t=n",
                "v=DMARC1; p:reject; v=spf1 -all",
                "v=DMARC1 p=reject, v=TLSRPTv1 rua=mailto:a@b.c",
                "v=DMARC1&p=reject&rua=https://b.c/x?a=1&p=none",
                "v=DMARC1; p:none; reject; rua=mailto:a@b.c",
                "v=DMARC1; p=none; fo=0;1; ruf=mailto:a@b.c",
            })
    void read_suggestsNothingIfAmbiguous(String text) {
        DmarcParseResult result = read(text);

        assertThat(result.findings()).isNotEmpty();
        assertThat(result.correction()).isEmpty();
        assertThat(result.findings())
                .allSatisfy(finding -> assertThat(finding.suggestedText()).isEmpty());
    }

    /** If nothing can be offered, a policy that does not count is still an error. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    v=DMARC1; reject; rua=mailto:a@b.c    | ERROR
                    v=DMARC1; p=; reject; rua=mailto:a@b.c| ERROR
                    v=DMARC1; р=reject; rua=mailto:a@b.c  | ERROR
                    v=DMARC1; p; rua=mailto:reject@b.c    | WARNING
                    v=DMARC1; none; rua=mailto:a@b.c      | WARNING
                    """)
    void read_severityOfAPolicyThatDoesNotCount(String text, Severity severity) {
        assertThat(read(text).findings())
                .filteredOn(finding -> finding.code() == DmarcFinding.DMARC_P_MISSING)
                .singleElement()
                .extracting(Finding::severity)
                .isEqualTo(severity);
    }

    /** The words of a remedy follow its text. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    v=DMARC1; p=reject; pct=0  | true
                    v=DMARC1; p=reject; pct=00%| true
                    v=DMARC1; p=reject; pct=50 | false
                    v=DMARC1; p=none; pct=0    | false
                    """)
    void read_remedyOfPct(String text, boolean mentionsTestMode) {
        assertThat(read(text).findings())
                .filteredOn(finding -> finding.code() == DmarcFinding.DMARC_PCT)
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.remedy().contains("t=y")).isEqualTo(mentionsTestMode));
    }

    @Test
    void read_correctionNamesEachChange() {
        Correction correction =
                read("v=DMARC1; p:reject, rua=a@b.c; pct=100").correction().orElseThrow();

        assertThat(correction.name()).isEqualTo(NAME);
        assertThat(correction.type()).isEqualTo(Correction.Type.TXT);
        assertThat(correction.current()).isEqualTo("v=DMARC1; p:reject, rua=a@b.c; pct=100");
        assertThat(correction.changes())
                .extracting(change -> change.code() + " " + change.from() + ">" + change.to())
                .containsExactly(
                        "DMARC_TAG_INVALID p:reject>p=reject",
                        "DMARC_TAG_INVALID , >;",
                        "DMARC_TAG_INVALID rua=a@b.c>rua=mailto:a@b.c",
                        "DMARC_OBSOLETE_TAG pct=100>");
        assertThat(correction.assumes()).isEmpty();
    }

    @Test
    void read_recordsThatAgreeAreMerged() {
        assertThat(read("v=DMARC1; p=reject; rua=mailto:a@b.c", "v=DMARC1; p=reject; rua=mailto:d@b.c; sp=none")
                        .correction()
                        .map(Correction::corrected))
                .contains("v=DMARC1; p=reject; rua=mailto:a@b.c,mailto:d@b.c; sp=none");
        assertThat(read("v=DMARC1; p=reject", "v=DMARC1; p=none").correction()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
                    v=DMARC1; p=reject; adkim=x|27|1
                    v=DMARC1; p=reject;\tadkim = xy|29|2
                    v=DMARC1; p=reject; foo|21|3
                    v=DMARC1; p=reject; rua=mailto:a@b.c, x ,mailto:d@b.c|39|1
                    v=DMARC1; p=reject;; |20|1
                    """)
    void read_hasTheLocation(String text, int column, int length) {
        List<Finding> findings = read(text).findings();

        assertThat(findings)
                .singleElement()
                .satisfies(finding -> assertThat(finding.location()).contains(new TextSpan(1, column, length)));
    }

    @Test
    void read_limitsFindingsPerCode() {
        assertThat(read("v=DMARC1; p=reject" + REPORTS + ";".repeat(1000)).findings())
                .hasSize(5);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(
            strings = {" ", ";", ",", "=", "!", "!1", "v", "v=", "\"", "mailto:", "a@", "x=y;", "p=none;", "rua=a@b.c,"
            })
    void read_takesLinearTime(String filler) {
        LinearTimeAssertions.of(filler, much -> {
            assertThat(read("v=DMARC1; rua=" + much).findings()).isNotEmpty();
            assertThat(read("v=DMARC1; P=none;" + much).findings()).isNotEmpty();
            assertThat(read(much + "v=DMARC1; p=none").findings()).isNotEmpty();
            assertThat(read(" v=DMARC1; p=none" + much).findings()).isNotEmpty();
            assertThat(read(much).findings()).isNotEmpty();
        });
    }

    private static DmarcParseResult read(String... texts) {
        return DmarcRecordSelector.read(NAME, List.of(texts));
    }

    private static String codes(DmarcParseResult reading) {
        return reading.findings().stream().map(finding -> finding.code().name()).collect(Collectors.joining(" "));
    }
}
