package io.mtasts.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.mtasts.finding.Finding;
import io.mtasts.finding.Severity;
import io.mtasts.finding.TextSpan;
import io.mtasts.sts.RecordParseResult.Status;
import io.mtasts.text.LinearTimeAssertions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StsRecordSelectorTest {

    private static final String NAME = "_mta-sts.example.com";
    private static final String FRESH = "20261123T120000";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
                    v=STSv1; id=a|a
                    v=STSv1;id=a|a
                    v=STSv1; id=a;|a
                    v=STSv1; id=a; |a
                    v=STSv1; id=a ;\t|a
                    v=STSv1; id=a\t;|a
                    v=STSv1;\t \tid=a|a
                    v=STSv1; id=12345678901234567890123456789012|12345678901234567890123456789012
                    v=STSv1; x=1; id=AZ09az|AZ09az
                    v=STSv1; x=!"#$%&'()*+,-./:<>?@[\\]^_{}~; id=a|a
                    v=STSv1; a1234567890123456789012345678901=x; id=a|a
                    v=STSv1; 0=x; id=a|a
                    v=STSv1; a_b.c-d=x; id=a|a
                    """)
    void read_valid(String text, String id) {
        RecordParseResult reading = read(text);

        assertThat(reading.record()).contains(new StsRecord(id));
        assertThat(reading.status()).isEqualTo(Status.VALID);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
                    v=STSv1; id=a |TXT_TRAILING_SPACE
                    v=STSv1; id=a\t|TXT_TRAILING_SPACE
                    v=STSv1; id=a;;|TXT_EMPTY_FIELD
                    v=STSv1;;id=a|TXT_EMPTY_FIELD
                    v=STSv1; ; id=a|TXT_EMPTY_FIELD
                    v=STSv1; id=|TXT_ID_INVALID
                    v=STSv1; id=123456789012345678901234567890123|TXT_ID_INVALID
                    v=STSv1; id=a-b|TXT_ID_INVALID
                    v=STSv1; id=a_b|TXT_ID_INVALID
                    v=STSv1; id=a=b|TXT_ID_INVALID
                    v=STSv1; id=a b|TXT_ID_INVALID
                    v=STSv1; id="a"|TXT_ID_INVALID
                    v=STSv1; id =a|TXT_FIELD_INVALID
                    v=STSv1; id= a|TXT_FIELD_INVALID
                    v=STSv1; id|TXT_FIELD_INVALID
                    v=STSv1; id=a; x|TXT_FIELD_INVALID
                    v=STSv1; id=a; x=|TXT_FIELD_INVALID
                    v=STSv1; id=a; =x|TXT_FIELD_INVALID
                    v=STSv1; id=a; _x=1|TXT_FIELD_INVALID
                    v=STSv1; id=a; x=a b|TXT_FIELD_INVALID
                    v=STSv1; id=a; x=a=b|TXT_FIELD_INVALID
                    v=STSv1; id=a; a12345678901234567890123456789012=x|TXT_FIELD_INVALID
                    v=STSv1; id=a; x=\u0007|TXT_FIELD_INVALID
                    v=STSv1;|TXT_ID_MISSING
                    v=STSv1; |TXT_ID_MISSING
                    v=STSv1; x=1|TXT_ID_MISSING
                    v=STSv1|TXT_ID_MISSING
                    v=STSv1 |TXT_ID_MISSING
                    v=STSv1; ID=a|TXT_KEY_CASE
                    v=STSv1; Id=a|TXT_KEY_CASE
                    v=STSv1; id=ä|TXT_NON_ASCII
                    v=STSv1; id=a; x=ä|TXT_NON_ASCII
                    v=STSv1;\u00a0id=a|TXT_NON_ASCII
                    V=STSv1; id=a|TXT_VERSION_CASE
                    v=stsv1; id=a|TXT_VERSION_CASE
                    v=STSV1; id=a|TXT_VERSION_CASE
                    v=STSv2; id=a|TXT_VERSION_UNKNOWN
                    v=STSv10; id=a|TXT_VERSION_UNKNOWN
                    v=STS1; id=a|TXT_VERSION_UNKNOWN
                    v=STS|TXT_VERSION_UNKNOWN
                    STSv1; id=a|TXT_VERSION_UNKNOWN
                    version: STSv1 mode: enforce|TXT_VERSION_UNKNOWN
                    id=a; v=STSv1|TXT_VERSION_NOT_FIRST
                    id=a,v=STSv1;|TXT_VERSION_NOT_FIRST
                    id=20260401|TXT_VERSION_NOT_FIRST
                     v=STSv1; id=a|TXT_LEADING_SPACE
                    \tv=STSv1; id=a|TXT_LEADING_SPACE
                    "v=STSv1; id=a"|TXT_QUOTED
                    'v=STSv1; id=a'|TXT_QUOTED
                    “v=STSv1; id=a”|TXT_QUOTED
                    \u200bv=STSv1; id=a|TXT_NON_ASCII
                    v=STSv1\\; id=a|TXT_NO_DELIMITER
                    v=STSv1 id=a|TXT_NO_DELIMITER
                    v=STSv1, id=a|TXT_NO_DELIMITER
                    v=STSv1:id=a|TXT_NO_DELIMITER
                    v = STSv1; id=a|TXT_FIELD_INVALID
                    v =STSv1; id=a|TXT_FIELD_INVALID
                    """)
    void read_invalid(String text, StsRecordFinding expected) {
        RecordParseResult reading = read(text);

        assertThat(reading.status()).isEqualTo(Status.INVALID);
        assertThat(reading.record()).isEmpty();
        assertThat(breaking(reading)).isEqualTo(List.of(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=spf1 -all",
                "v=TLSRPTv1; rua=mailto:a@example.com",
                "v=DMARC1; p=none",
                "site-check=STSv1x",
                "x",
                "",
                "id=not an id",
                "ids=a"
            })
    void read_unrelated(String text) {
        RecordParseResult reading = read(text);

        assertThat(reading.status()).isEqualTo(Status.ABSENT);
        assertThat(codes(reading)).isEqualTo(List.of(StsRecordFinding.TXT_ABSENT, StsRecordFinding.TXT_UNRELATED));
        assertThat(reading.findings().get(1).evidence()).isEqualTo(text.isEmpty() ? "an empty one" : text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # records, separated by //     | status   | findings
                    v=STSv1; id=a // v=STSv1; id=b | MULTIPLE | TXT_MULTIPLE
                    v=STSv1; id=a // v=STSv1; id=a | MULTIPLE | TXT_MULTIPLE
                    v=STSv1; id=a // x // v=STSv1; | MULTIPLE | TXT_OTHER_RECORDS TXT_MULTIPLE
                    v=STSv1; id=a // v=STSv2; id=b | VALID    | TXT_OTHER_RECORDS
                    v=STSv1; id=a // x // y        | VALID    | TXT_OTHER_RECORDS
                    v=STSv1 ; id=a                 | VALID    | TXT_SPACE_BEFORE_SEMICOLON
                    v=STSv1 ; id=a // x            | INVALID  | TXT_SPACE_BEFORE_SEMICOLON TXT_OTHER_RECORDS
                    v=STSv1 ; id=a // v=STSv1;id=b | VALID    | TXT_OTHER_RECORDS
                    v=STSv1 // x                   | INVALID  | TXT_NO_DELIMITER TXT_OTHER_RECORDS
                    V=STSv1; id=a // v=STSv2       | INVALID  | TXT_VERSION_CASE TXT_VERSION_UNKNOWN
                    v=STSv1; id=a; id=b            | VALID    | TXT_DUPLICATE_FIELD
                    v=STSv1; id=a; id=-            | VALID    | TXT_DUPLICATE_FIELD
                    v=STSv1; id=-; id=a            | INVALID  | TXT_ID_INVALID TXT_DUPLICATE_FIELD
                    v=STSv1; id=a; v=STSv1         | VALID    | TXT_DUPLICATE_FIELD
                    v=STSv1; id=a; x=1; x=2        | VALID    | TXT_EXTENSION TXT_DUPLICATE_FIELD
                    v=STSv1; id=a; ID=b            | VALID    | TXT_KEY_CASE
                    v=STSv1; ID=b                  | INVALID  | TXT_KEY_CASE TXT_ID_MISSING
                    v=STSv1; 20260401              | INVALID  | TXT_FIELD_INVALID TXT_ID_MISSING
                    v=STSv1                        | INVALID  | TXT_NO_DELIMITER TXT_ID_MISSING
                    v=STSv1; id =a                 | INVALID  | TXT_FIELD_INVALID
                    v=STSv1; id=a; x y             | INVALID  | TXT_FIELD_INVALID
                    v=STSv1; id=a; x=ä             | INVALID  | TXT_NON_ASCII
                    v=STSv1; id =ä                 | INVALID  | TXT_NON_ASCII
                    """)
    void read_set(String texts, Status status, String findings) {
        RecordParseResult reading = StsRecordSelector.read(NAME, List.of(texts.split(" // ")), FRESH);

        assertThat(reading.status()).isEqualTo(status);
        assertThat(codes(reading).stream().map(Object::toString).collect(Collectors.joining(" ")))
                .isEqualTo(findings);
    }

    @Test
    void read_nothing() {
        assertThat(codes(StsRecordSelector.read(NAME, List.of(), FRESH)))
                .isEqualTo(List.of(StsRecordFinding.TXT_ABSENT));
    }

    @Test
    void read_consequenceIsInfo() {
        assertThat(severity(read("v=STSv1; ID=b"), StsRecordFinding.TXT_ID_MISSING))
                .isEqualTo(Severity.INFO);
        assertThat(severity(read("v=STSv1; x=1"), StsRecordFinding.TXT_ID_MISSING))
                .isEqualTo(Severity.ERROR);
        assertThat(severity(read("v=STSv1; id=a; ID=b"), StsRecordFinding.TXT_KEY_CASE))
                .isEqualTo(Severity.WARNING);
    }

    @Test
    void read_spaceBeforeSemicolonBreaksBesideOthers() {
        RecordParseResult alone = read("v=STSv1 ; id=a");
        RecordParseResult beside = StsRecordSelector.read(NAME, List.of("v=STSv1 ; id=a", "x"), FRESH);

        assertThat(severity(alone, StsRecordFinding.TXT_SPACE_BEFORE_SEMICOLON)).isEqualTo(Severity.WARNING);
        assertThat(severity(beside, StsRecordFinding.TXT_SPACE_BEFORE_SEMICOLON))
                .isEqualTo(Severity.ERROR);
    }

    @Test
    void read_findingsThatAskForARecordSayWhich() {
        assertThat(read("v=STSv1; id=a-b; x=1").findings())
                .extracting(Finding::code, Finding::suggestedText)
                .containsExactly(
                        tuple(StsRecordFinding.TXT_ID_INVALID, "v=STSv1; id=" + FRESH + ";"),
                        tuple(StsRecordFinding.TXT_EXTENSION, ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # record            | column | length
                    v=STSv1; id=a-b     | 10     | 6
                    v=STSv1;  id=a-b;   | 11     | 6
                    v=STSv1; x=1; id=ä  | 18     | 1
                    v=STSv1; id=a;; x=1 | 15     | 1
                    v=STSv1; id=a; x y  | 16     | 3
                    v=STSv1; ID=a       | 10     | 2
                    'v=STSv1; id=a '    | 14     | 1
                    """)
    void read_placeOfFirstFault(String text, int column, int length) {
        Finding first = read(text).findings().stream()
                .filter(Finding::isError)
                .findFirst()
                .orElseThrow();

        assertThat(first.location()).contains(new TextSpan(1, column, length));
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", ";", "v=STSv1", "=", "\"", "v =", "a=b;", "id=1 "})
    void read_muchIsReadInOnePass(String filler) {
        LinearTimeAssertions.of(filler, much -> {
            assertThat(read(much + "x").status()).isNotEqualTo(Status.VALID);
            assertThat(read("id=1" + much + "x").status()).isNotEqualTo(Status.VALID);
            assertThat(read("v=STSv1;" + much).record()).isEmpty();
            assertThat(read("v=STSv1; id=1" + much + "x").record()).isEmpty();
        });
    }

    @Test
    void read_fewFindingsOfOneCode() {
        assertThat(read("v=STSv1;" + ";".repeat(1000) + "id=a").findings())
                .hasSize(5)
                .extracting(Finding::code)
                .containsOnly(StsRecordFinding.TXT_EMPTY_FIELD);
    }

    @Test
    void isRecord() {
        assertThat(StsRecordSelector.isRecord("v=STSv1;")).isTrue();
        assertThat(StsRecordSelector.isRecord("v=STSv1 ;")).isFalse();
        assertThat(StsRecordSelector.isRecord(" v=STSv1;")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "20260401T090000", "12345678901234567890123456789012"})
    void toString_parsesToItself(String id) {
        StsRecord record = new StsRecord(id);

        RecordParseResult reading = read(record.toString());

        assertThat(reading.record()).contains(record);
        assertThat(reading.findings()).isEmpty();
    }

    private static RecordParseResult read(String... texts) {
        return StsRecordSelector.read(NAME, Arrays.asList(texts), FRESH);
    }

    private static Severity severity(RecordParseResult reading, StsRecordFinding code) {
        return reading.findings().stream()
                .filter(finding -> finding.code() == code)
                .map(Finding::severity)
                .findFirst()
                .orElseThrow();
    }

    private static List<Object> codes(RecordParseResult reading) {
        return reading.findings().stream().<Object>map(Finding::code).toList();
    }

    private static List<Object> breaking(RecordParseResult reading) {
        return reading.findings().stream()
                .filter(Finding::isError)
                .<Object>map(Finding::code)
                .toList();
    }
}
