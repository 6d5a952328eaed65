package io.mtasts.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.mtasts.finding.Correction;
import io.mtasts.finding.Correction.Change;
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
    private static final String NEW_ID = "20261123T120000";

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
        RecordParseResult result = read(text);

        assertThat(result.record()).contains(new StsRecord(id));
        assertThat(result.status()).isEqualTo(Status.VALID);
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
                    v=STSv1; id=a; id=a b|TXT_FIELD_INVALID
                    v=STSv1; id=a; id=ä|TXT_NON_ASCII
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
        RecordParseResult result = read(text);

        assertThat(result.status()).isEqualTo(Status.INVALID);
        assertThat(result.record()).isEmpty();
        assertThat(breaking(result)).isEqualTo(List.of(expected));
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
                "ids=a",
                "v=STRONG; id=a",
                "v=BIMI1; l=https://example.com/sts.svg",
                "version=1; id=a"
            })
    void read_unrelated(String text) {
        RecordParseResult result = read(text);

        assertThat(result.status()).isEqualTo(Status.ABSENT);
        assertThat(codes(result)).isEqualTo(List.of(StsRecordFinding.TXT_ABSENT, StsRecordFinding.TXT_UNRELATED));
        assertThat(result.findings().get(1).evidence()).isEqualTo(text.isEmpty() ? "(empty)" : text);
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
        RecordParseResult result = readAll(List.of(texts.split(" // ")), NEW_ID);

        assertThat(result.status()).isEqualTo(status);
        assertThat(codes(result).stream().map(Object::toString).collect(Collectors.joining(" ")))
                .isEqualTo(findings);
    }

    @Test
    void read_nothing() {
        assertThat(codes(readAll(List.of(), NEW_ID))).isEqualTo(List.of(StsRecordFinding.TXT_ABSENT));
    }

    @Test
    void read_followUpFindingIsInfo() {
        assertThat(severity(read("v=STSv1; ID=b"), StsRecordFinding.TXT_ID_MISSING))
                .isEqualTo(Severity.INFO);
        assertThat(severity(read("v=STSv1; x=1"), StsRecordFinding.TXT_ID_MISSING))
                .isEqualTo(Severity.ERROR);
        assertThat(severity(read("v=STSv1; id=a; ID=b"), StsRecordFinding.TXT_KEY_CASE))
                .isEqualTo(Severity.WARNING);
    }

    @Test
    void read_spaceBeforeSemicolonIsInvalidBesideOthers() {
        RecordParseResult alone = read("v=STSv1 ; id=a");
        RecordParseResult beside = readAll(List.of("v=STSv1 ; id=a", "x"), NEW_ID);

        assertThat(severity(alone, StsRecordFinding.TXT_SPACE_BEFORE_SEMICOLON)).isEqualTo(Severity.WARNING);
        assertThat(severity(beside, StsRecordFinding.TXT_SPACE_BEFORE_SEMICOLON))
                .isEqualTo(Severity.ERROR);
    }

    @Test
    void read_findingsAboutOneTextSuggestTheSameText() {
        assertThat(read("v=STSv1; id=a-b;; x=1").findings())
                .extracting(Finding::code, Finding::suggestedText)
                .containsExactly(
                        tuple(StsRecordFinding.TXT_ID_INVALID, "v=STSv1; id=" + NEW_ID + "; x=1"),
                        tuple(StsRecordFinding.TXT_EMPTY_FIELD, "v=STSv1; id=" + NEW_ID + "; x=1"),
                        tuple(StsRecordFinding.TXT_EXTENSION, ""));
    }

    @Test
    void read_absentRecordIsNotCorrected() {
        RecordParseResult result = read("v=spf1 -all");

        assertThat(result.correction()).isEmpty();
        assertThat(result.findings())
                .extracting(Finding::suggestedText)
                .containsExactly("v=STSv1; id=" + NEW_ID + ";", "");
    }

    /** In the tables, ^ stands between records and / between changes. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # records                       | the finding of each change
            v=STSv1;                        | TXT_ID_MISSING: -> id=20261123T120000
            v=STSv1; id=a-b; x y            | TXT_ID_INVALID: id=a-b -> id=20261123T120000 / TXT_FIELD_INVALID: x y ->
            v=STSv1; id=; a=b c             | TXT_ID_INVALID: id= -> id=20261123T120000 / TXT_FIELD_INVALID: a=b c ->
            v=STSv1; id=1; id=2; =3         | TXT_DUPLICATE_FIELD: id=2 -> / TXT_FIELD_INVALID: =3 ->
            v=STSv1; id=1; ID=2; x          | TXT_KEY_CASE: ID=2 -> / TXT_FIELD_INVALID: x ->
            v=STSv1; x; id=1                | TXT_FIELD_INVALID: x ->
            v=STSv1, id=1                   | TXT_NO_DELIMITER: v=STSv1, id=1 -> v=STSv1; id=1
            v=STSv1; id=1;;                 | TXT_EMPTY_FIELD: v=STSv1; id=1;; -> v=STSv1; id=1;
            v=STSv1; id=1; ^ v=STSv1; id=2; | TXT_MULTIPLE: id=1 -> id=20261123T120000 / TXT_MULTIPLE: v=STSv1; id=2; ->
            """)
    void read_namesTheFindingOfEachChange(String texts, String changes) {
        Correction correction = read(texts.split(" \\^ ")).correction().orElseThrow();

        assertThat(correction.changes())
                .extracting(change -> (change.code() + ": " + change.from() + " -> " + change.to())
                        .replace(":  ->", ": ->")
                        .strip())
                .isEqualTo(List.of(changes.split(" / ")));
    }

    @Test
    void read_correctionListsTheChanges() {
        assertThat(read("V=STSv1;id=a; X =1;;").correction())
                .contains(new Correction(
                        NAME,
                        Correction.Type.TXT,
                        "V=STSv1;id=a; X =1;;",
                        "v=STSv1;id=a; X=1;",
                        List.of(
                                new Change(StsRecordFinding.TXT_VERSION_CASE, "V=STSv1", "v=STSv1"),
                                new Change(StsRecordFinding.TXT_VERSION_CASE, "X =1", "X=1")),
                        List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
                    v=STSv1;id=a;;x=1|v=STSv1;id=a;x=1
                    v=STSv1; id=a; x=1 |v=STSv1; id=a; x=1
                     v=STSv1; id=a|v=STSv1; id=a
                    v=STSv1 ; id=a;|v=STSv1; id=a;
                    v=STSv1; id=|v=STSv1; id=new
                    v=STSv1; id|v=STSv1; id=new
                    v=STSv1|v=STSv1; id=new;
                    v=STSv1;|v=STSv1; id=new;
                    v=STSv1; x=1|v=STSv1; id=new; x=1
                    v=STSv1; x=1; id=a-b|v=STSv1; x=1; id=new
                    v=STSv1; id=UNIX_TIME|v=STSv1; id=new
                    v=STSv1; id=2026-04-01T09:00:00Z|v=STSv1; id=20260401T090000Z
                    v=STSv1; id="a"|v=STSv1; id=a
                    v=STSv1; id=<a>;|v=STSv1; id=a;
                    v=STSv1; id = a; x=1|v=STSv1; id=a; x=1
                    v=STSv1; id:a|v=STSv1; id=a
                    v=STSv1; ID=a; x=1|v=STSv1; id=a; x=1
                    v=STSv1; 20260401|v=STSv1; id=20260401
                    v=STSv1; x|v=STSv1; id=new
                    v=STSv1; id=a x=1|v=STSv1; id=a; x=1
                    v=STSv1, id=a, x=1|v=STSv1; id=a; x=1;
                    v=STSv1 id=a|v=STSv1; id=a;
                    v=STSv1:id=a|v=STSv1; id=a;
                    v=STSv1\\; id=a\\; x=1|v=STSv1; id=a; x=1
                    "v=STSv1; id=a; x=1"|v=STSv1; id=a; x=1
                    "v=STSv1; " "id=a"|v=STSv1; id=a
                    \u201cv=STSv1; id=a\u201d|v=STSv1; id=a
                    &quot;v=STSv1; id=a&quot;|v=STSv1; id=a
                    v=STSv1;\u00a0id=a|v=STSv1;id=a
                    v=STSv1; id=\u200ba; x=1|v=STSv1; id=a; x=1
                    v=STSv1; id=a; x=\u00e4|v=STSv1; id=a
                    v=STSv1; id=a; x=1; y|v=STSv1; id=a; x=1
                    v = STSv1; id=a|v=STSv1; id=a
                    V=stsV1; id=a; Ext="keep"|v=STSv1; id=a; Ext="keep"
                    v=STSv2; id=a|v=STSv1; id=a
                    STSv1; id=a|v=STSv1; id=a
                    id=a; v=STSv1; x=1|v=STSv1; id=a; x=1
                    id=20260401|v=STSv1; id=20260401;
                    v=STSv1; id=a; id=b; x=1; x=2; v=STSv1|v=STSv1; id=a; x=1
                    v=STSv1; id=-; id=a|v=STSv1; id=a
                    v=STSv1; id=a; ID=b|v=STSv1; id=a
                    version: STSv1 mode: enforce mx: a.example|v=STSv1; id=new;
                    v=STSv1; id=a // v=STSv1; id=a|v=STSv1; id=a
                    v=STSv1; id=a; x=1 // v=STSv1; id=b; x=2; y=3|v=STSv1; id=new; x=1; y=3
                    V=STSv1; id=a // v=STSv2|v=STSv1; id=a
                    ""v=STSv1; id=a""|v=STSv1; id=a
                    \u300cv=STSv1; id=a\u300d|v=STSv1; id=a
                    v&#61;STSv1&#59; id&#61;a|v=STSv1; id=a
                    v%3DSTSv1%3B%20id%3Da|v=STSv1; id=a
                    v=MTASTSv1; id=a|v=STSv1; id=a
                    v=MTA-STSv1; id=a; x=1|v=STSv1; id=a; x=1
                    v=SSTv1; id=a|v=STSv1; id=a
                    version=STSv1; id=a|v=STSv1; id=a
                    TXT "v=STSv1; id=a"|v=STSv1; id=a
                    _mta-sts.example.com. 3600 IN TXT ( "v=STSv1; " "id=a" )|v=STSv1; id=a
                    v=STSv1, id=a, x-Note=keep:it, 0=<>, junk; |v=STSv1; id=a; x-Note=keep:it; 0=<>;\s
                    "v=STSv1; v=STSv1; id="a";"|v=STSv1; id=a;
                    """)
    void read_correction(String texts, String corrected) {
        RecordParseResult result = readAll(List.of(texts.split(" // ")), "new");

        assertThat(result.correction()).map(Correction::corrected).contains(corrected);
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
    void read_locationOfTheFirstFault(String text, int column, int length) {
        Finding first = read(text).findings().stream()
                .filter(Finding::isError)
                .findFirst()
                .orElseThrow();

        assertThat(first.location()).contains(new TextSpan(1, column, length));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    v=STSv1; id=ä        | ä (U+00E4)
                    v=STSv1; x=äö; id=é  | äö (U+00E4)
                    \u200bv=STSv1; id=a  | \u200b (U+200B)
                    """)
    void read_namesCharactersThatAreNotAscii(String text, String evidence) {
        assertThat(read(text).findings())
                .filteredOn(finding -> finding.code() == StsRecordFinding.TXT_NON_ASCII)
                .extracting(Finding::evidence)
                .containsExactly(evidence);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", ";", "v=STSv1", "=", "\"", "v =", "a=b;", "id=1 "})
    void read_takesLinearTime(String filler) {
        LinearTimeAssertions.of(filler, much -> {
            assertThat(read(much + "x").status()).isNotEqualTo(Status.VALID);
            assertThat(read("id=1" + much + "x").status()).isNotEqualTo(Status.VALID);
            assertThat(read("v=STSv1;" + much).record()).isEmpty();
            assertThat(read("v=STSv1; id=1" + much + "x").record()).isEmpty();
        });
    }

    @Test
    void read_limitsFindingsPerCode() {
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

        RecordParseResult result = read(record.toString());

        assertThat(result.record()).contains(record);
        assertThat(result.findings()).isEmpty();
    }

    private static RecordParseResult readAll(List<String> texts, String newId) {
        return CorrectionAssertions.assertSafe(StsRecordSelector.read(NAME, texts, newId));
    }

    private static RecordParseResult read(String... texts) {
        return readAll(Arrays.asList(texts), NEW_ID);
    }

    private static Severity severity(RecordParseResult result, StsRecordFinding code) {
        return result.findings().stream()
                .filter(finding -> finding.code() == code)
                .map(Finding::severity)
                .findFirst()
                .orElseThrow();
    }

    private static List<Object> codes(RecordParseResult result) {
        return result.findings().stream().<Object>map(Finding::code).toList();
    }

    private static List<Object> breaking(RecordParseResult result) {
        return result.findings().stream()
                .filter(Finding::isError)
                .<Object>map(Finding::code)
                .toList();
    }
}
