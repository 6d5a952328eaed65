package io.mtasts.sts;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.finding.Finding;
import io.mtasts.finding.Severity;
import io.mtasts.finding.TextSpan;
import io.mtasts.text.LinearTimeAssertions;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyParserTest {

    private static final String SOUND = "version: STSv1\nmode: enforce\nmx: mx.example.com\nmax_age: 1209600\n";

    /** In the tables, control pictures stand for control characters, and ⏎ for LF. */
    private static PolicyParseResult parse(String text) {
        StringBuilder body = new StringBuilder();
        text.replace('⏎', '\n')
                .replace('␡', '\u007f')
                .chars()
                .map(c -> c >= '␀' && c <= '␟' ? c - '␀' : c)
                .forEach(c -> body.append((char) c));
        return PolicyParser.parse(body.toString().getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version: STSv1⏎mode: enforce⏎mx: mx.example.com⏎max_age: 1209600",
                "version: STSv1⏎mode: enforce⏎mx: mx.example.com⏎max_age: 1209600⏎",
                "version: STSv1␍⏎mode: enforce⏎mx: mx.example.com␍⏎max_age: 1209600␍⏎",
                "version:STSv1⏎mode:enforce⏎mx:mx.example.com⏎max_age:1209600⏎",
                "version: \t STSv1⏎mode:\tenforce⏎mx:  mx.example.com⏎max_age:   1209600⏎",
                "version: STSv1 ⏎mode: enforce\t⏎mx: mx.example.com \t ⏎max_age: 1209600 ",
                "version: STSv1⏎mode: enforce⏎mx: MX.Example.COM⏎max_age: 1209600⏎",
                "version: STSv1⏎mode: enforce⏎mx: mx.example.com⏎max_age: 0001209600⏎"
            })
    void parse_sound(String text) {
        PolicyParseResult reading = parse(text);

        assertThat(reading.policy()).map(Policy::toString).contains(SOUND.replace("\n", "\r\n"));
        assertThat(reading.findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    # what replaces the line "mode: enforce" | breaking findings
                    mode: Enforce                     | POLICY_MODE_UNKNOWN
                    mode: enforce;                    | POLICY_MODE_UNKNOWN
                    mode:                             | POLICY_MODE_UNKNOWN
                    Mode: enforce                     | POLICY_KEY_CASE
                    mode : enforce                    | POLICY_LINE_INVALID
                    mode = enforce                    | POLICY_LINE_INVALID
                    mode enforce                      | POLICY_LINE_INVALID POLICY_MODE_MISSING
                    x: y                              | POLICY_MODE_MISSING
                    mode: enforce⏎                    | POLICY_BLANK_LINE
                    `mode: enforce⏎ `                 | POLICY_BLANK_LINE
                    mode: enforce⏎# comment           | POLICY_LINE_INVALID
                    mode: enforce⏎x:                  | POLICY_EXTENSION_INVALID
                    mode: enforce⏎_x: y               | POLICY_EXTENSION_INVALID
                    mode: enforce⏎-x: y               | POLICY_EXTENSION_INVALID
                    mode: enforce⏎x y: z              | POLICY_LINE_INVALID
                    mode: enforce⏎: z                 | POLICY_LINE_INVALID
                    mode: enforce⏎ä: z                | POLICY_LINE_INVALID
                    mode: enforce⏎x: a␀b         | POLICY_CONTROL_CHAR
                    mode: enforce⏎x: a␉b             | POLICY_CONTROL_CHAR
                    mode: enforce⏎x: a␡b         | POLICY_CONTROL_CHAR
                    mode: enforce⏎x: a␟b         | POLICY_CONTROL_CHAR
                    mode: enforce⏎x: a␋b         | POLICY_CONTROL_CHAR
                    mode: enforce⏎a12345678901234567890123456789012: y | POLICY_EXTENSION_INVALID
                    mode: enforce␍x: y                | POLICY_LINE_ENDINGS
                    mode: enforce⏎mx: *               | POLICY_MX_INVALID
                    mode: enforce⏎mx: *.              | POLICY_MX_INVALID
                    mode: enforce⏎mx: .example.com    | POLICY_MX_INVALID
                    mode: enforce⏎mx: *.*.example.com | POLICY_MX_INVALID
                    mode: enforce⏎mx: mx.*.com        | POLICY_MX_INVALID
                    mode: enforce⏎mx: a_b.example.com | POLICY_MX_INVALID
                    mode: enforce⏎mx: -a.example.com  | POLICY_MX_INVALID
                    mode: enforce⏎mx: a..example.com  | POLICY_MX_INVALID
                    mode: enforce⏎mx: a.com, b.com    | POLICY_MX_INVALID
                    mode: enforce⏎mx: "a.com"         | POLICY_MX_INVALID
                    mode: enforce⏎mx: a.com:25        | POLICY_MX_INVALID
                    mode: enforce⏎mx:                 | POLICY_MX_INVALID
                    mode: enforce⏎mx: a.com.          | POLICY_MX_TRAILING_DOT
                    mode: enforce⏎mx: *.a.com.        | POLICY_MX_TRAILING_DOT
                    mode: enforce⏎mx: 192.0.2.25      | POLICY_MX_IP
                    mode: enforce⏎mx: [192.0.2.25]    | POLICY_MX_IP
                    mode: enforce⏎mx: 2001:db8::25    | POLICY_MX_IP
                    mode: enforce⏎mx: [IPv6:::1]      | POLICY_MX_IP
                    mode: enforce⏎mx: bücher.example  | POLICY_MX_U_LABEL
                    mode: enforce⏎mx: *.bücher.example | POLICY_MX_U_LABEL
                    """)
    void parse_broken(String replacement, String expected) {
        PolicyParseResult reading = parse(SOUND.replace("mode: enforce", replacement));

        assertThat(reading.policy()).isEmpty();
        assertThat(codes(reading, Severity.ERROR)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # what replaces the line "version: STSv1" | breaking findings
                    version: STSv2      | POLICY_VERSION_UNKNOWN
                    version: stsv1      | POLICY_VERSION_UNKNOWN
                    version: STSv1;     | POLICY_VERSION_UNKNOWN
                    version:            | POLICY_VERSION_UNKNOWN
                    v: STSv1            | POLICY_VERSION_MISSING
                    Version: STSv1      | POLICY_KEY_CASE
                    '"version: STSv1"'  | POLICY_LINE_INVALID POLICY_VERSION_MISSING
                    """)
    void parse_brokenVersion(String replacement, String expected) {
        assertThat(codes(parse(SOUND.replace("version: STSv1", replacement)), Severity.ERROR))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # max_age     | breaking                  | mode enforce: warnings | information
                    31557600      |                           |                        |
                    31557601      | POLICY_MAX_AGE_OVER_LIMIT |                        |
                    9999999999    | POLICY_MAX_AGE_OVER_LIMIT |                        |
                    99999999999   | POLICY_MAX_AGE_INVALID    |                        | POLICY_MAX_AGE_OVER_LIMIT
                    00001209600   | POLICY_MAX_AGE_INVALID    |                        |
                    0             |                           | POLICY_MAX_AGE_ZERO    |
                    0000000000    |                           | POLICY_MAX_AGE_ZERO    |
                    1             |                           | POLICY_MAX_AGE_SHORT   |
                    86399         |                           | POLICY_MAX_AGE_SHORT   |
                    86400         |                           |                        | POLICY_MAX_AGE_SHORT
                    1209599       |                           |                        | POLICY_MAX_AGE_SHORT
                    1209600       |                           |                        |
                    +5            | POLICY_MAX_AGE_INVALID    |                        |
                    -5            | POLICY_MAX_AGE_INVALID    |                        |
                    1_000_000     | POLICY_MAX_AGE_INVALID    |                        |
                    1209600.0     | POLICY_MAX_AGE_INVALID    |                        |
                    ١٢٠٩٦٠٠       | POLICY_MAX_AGE_INVALID    |                        |
                    2w            | POLICY_MAX_AGE_INVALID    |                        |
                    """)
    void parse_maxAge(String value, String breaking, String warnings, String information) {
        PolicyParseResult reading = parse(SOUND.replace("1209600", value));

        assertThat(codes(reading, Severity.ERROR))
                .isEqualTo(Optional.ofNullable(breaking).orElse(""));
        assertThat(codes(reading, Severity.WARNING))
                .isEqualTo(Optional.ofNullable(warnings).orElse(""));
        assertThat(codes(reading, Severity.INFO))
                .isEqualTo(Optional.ofNullable(information).orElse(""));
    }

    @ParameterizedTest
    @CsvSource({
        "testing, 60, POLICY_MAX_AGE_SHORT, INFO",
        "testing, 0, POLICY_MAX_AGE_ZERO, WARNING",
        "none, 86401, POLICY_NONE_LONG_MAX_AGE, INFO"
    })
    void parse_maxAgeOtherModes(String mode, String maxAge, PolicyFinding expected, Severity severity) {
        PolicyParseResult reading =
                parse("version: STSv1\nmode: " + mode + "\nmx: a.example.com\nmax_age: " + maxAge + "\n");

        assertThat(reading.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(expected);
            assertThat(finding.severity()).isEqualTo(severity);
        });
    }

    @Test
    void parse_noneNeedsNoMxAndNoLongLife() {
        PolicyParseResult reading = parse("version: STSv1\nmode: none\nmax_age: 86400\n");

        assertThat(reading.policy()).contains(new Policy(Mode.NONE, List.of(), 86_400));
        assertThat(reading.findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # whole text | errors | information
                    version: STSv1⏎mode: testing⏎max_age: 1209600 | POLICY_MX_MISSING | ''
                    version: STSv1⏎mx: a.example⏎max_age: 1209600 | POLICY_MODE_MISSING | ''
                    version: STSv1⏎mode: enforce⏎mx: a.example | POLICY_MAX_AGE_MISSING | ''
                    mode: enforce⏎mx: a.example⏎max_age: 1209600 | POLICY_VERSION_MISSING | ''
                    mode: enforce⏎version: STSv1⏎mx: a.example⏎max_age: 1209600 | '' | POLICY_VERSION_NOT_FIRST
                    version: STSv1⏎mode: none⏎mx: *⏎max_age: 1 | POLICY_MX_INVALID | ''
                    version: STSv1⏎mode: testing⏎mode: enforce⏎mx: a.example⏎max_age: 1209600 | '' | ''
                    version: STSv1⏎mode: testing⏎mode: mode: enforce⏎mx: a.example⏎max_age: 1209600 | '' | ''
                    version: STSv1⏎mode: testing⏎x: y\\nmode: enforce⏎mx: a.example⏎max_age: 1209600 | '' | POLICY_LINE_ENDINGS POLICY_UNKNOWN_KEY
                    version: STSv1⏎MX: a.example⏎mode: enforce⏎mx: a.example⏎max_age: 1209600 | '' | ''
                    version: STSv1⏎mode: enforce⏎mx: a.example⏎max-age: 1209600 | POLICY_KEY_CASE | POLICY_MAX_AGE_MISSING
                    <html>⏎<title>x</title> | POLICY_LINE_INVALID POLICY_LINE_INVALID | POLICY_VERSION_MISSING POLICY_MODE_MISSING POLICY_MAX_AGE_MISSING POLICY_MX_MISSING
                    version: STSv1\\nmode: enforce\\nmx: a.example\\nmax_age: 1209600 | POLICY_LINE_ENDINGS POLICY_VERSION_UNKNOWN | ''
                    version: STSv1 mode: enforce mx: a.example max_age: 1209600 | POLICY_LINE_ENDINGS POLICY_VERSION_UNKNOWN | ''
                    version: STSv1\\r\\nmode: enforce | POLICY_LINE_ENDINGS POLICY_VERSION_UNKNOWN | ''
                    version: STSv1␍mode: enforce␍mx: a.example␍max_age: 1209600␍ | POLICY_LINE_ENDINGS | ''
                    ⏎ | POLICY_EMPTY | ''
                    x: y | POLICY_VERSION_MISSING POLICY_MODE_MISSING POLICY_MAX_AGE_MISSING POLICY_MX_MISSING | POLICY_UNKNOWN_KEY
                    """)
    void parse_whole(String text, String errors, String information) {
        PolicyParseResult reading = parse(text);

        assertThat(codes(reading, Severity.ERROR)).isEqualTo(errors);
        assertThat(codes(reading, Severity.INFO)).isEqualTo(information);
    }

    @Test
    void parse_duplicatesAreIgnoredButTold() {
        PolicyParseResult reading =
                parse("version: STSv1\nmode: testing\nmode: wrong\nmx: a.example\nmax_age: 1209600\n");

        assertThat(reading.policy()).map(Policy::mode).contains(Mode.TESTING);
        assertThat(codes(reading, Severity.WARNING)).isEqualTo("POLICY_DUPLICATE_KEY");
    }

    @Test
    void parse_misspeltBesideTheRightOneIsAWarning() {
        PolicyParseResult reading = parse(SOUND + "Mode: none\n");

        assertThat(reading.policy()).map(Policy::mode).contains(Mode.ENFORCE);
        assertThat(codes(reading, Severity.WARNING)).isEqualTo("POLICY_KEY_CASE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x: y", "x: a:b c", "report-to: https://example.com/x", "x: größe \u0085", "0: x", "a_b.c-d: x"})
    void parse_extensionsAreIgnored(String line) {
        PolicyParseResult reading = parse(SOUND + line + "\n");

        assertThat(reading.policy()).isPresent();
        assertThat(codes(reading, Severity.INFO)).isEqualTo("POLICY_UNKNOWN_KEY");
    }

    @ParameterizedTest
    @CsvSource({
        "'',             POLICY_EMPTY",
        "fffe76006500,   POLICY_ENCODING",
        "feff00760065,   POLICY_ENCODING",
        "7600650072007300, POLICY_ENCODING",
        "0076006500720073, POLICY_ENCODING",
        "c3,             POLICY_ENCODING",
        "ff,             POLICY_ENCODING",
        "c080,           POLICY_ENCODING",
        "eda080,         POLICY_ENCODING",
        "efbbbf,         POLICY_BOM POLICY_EMPTY"
    })
    void parse_noText(String hex, String expected) {
        PolicyParseResult reading = PolicyParser.parse(HexFormat.of().parseHex(hex));

        assertThat(codes(reading, Severity.ERROR)).isEqualTo(expected);
        assertThat(codes(reading, Severity.INFO)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"7600650072007300, UTF-16", "fffe76006500, UTF-16", "76fc72, another encoding"})
    void parse_noTextLooksLike(String hex, String kind) {
        PolicyParseResult reading = PolicyParser.parse(HexFormat.of().parseHex(hex));

        assertThat(reading.findings()).extracting(Finding::evidence).containsExactly("" + kind);
        assertThat(reading.text()).isNotEmpty();
    }

    @Test
    void parse_indentedLineIsReadAllTheSame() {
        PolicyParseResult reading = parse(SOUND.replace("mode", "  mode"));

        assertThat(reading.findings()).extracting(Finding::code).containsExactly(PolicyFinding.POLICY_LEADING_SPACE);
    }

    @Test
    void parse_bomHidesNothingElse() {
        assertThat(codes(parse("\uFEFF" + SOUND), Severity.ERROR)).isEqualTo("POLICY_BOM");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # line                 | code                   | column | length | publish
                    mx: a.com, b.com       | POLICY_MX_INVALID      | 5      | 12     | mx: a.com,mx: b.com
                    mx: a.com.             | POLICY_MX_TRAILING_DOT | 5      | 6      | mx: a.com
                    mx: *.bücher.example   | POLICY_MX_U_LABEL      | 5      | 16     | mx: *.xn--bcher-kva.example
                    mx: a.*.com            | POLICY_MX_INVALID      | 5      | 7      | ''
                    Mx: a.com              | POLICY_KEY_CASE        | 1      | 2      | mx: a.com
                    MODE: ENFORCE          | POLICY_KEY_CASE        | 1      | 4      | mode: enforce
                    Version: stsv1         | POLICY_KEY_CASE        | 1      | 7      | version: STSv1
                    '  mx: a.com'          | POLICY_LEADING_SPACE   | 1      | 11     | mx: a.com
                    '  mx: a.com.'         | POLICY_MX_TRAILING_DOT | 7      | 6      | mx: a.com
                    'x: \u0007'            | POLICY_CONTROL_CHAR    | 4      | 1      | ''
                    """)
    void parse_placeAndRemedy(String line, PolicyFinding code, int column, int length, String publish) {
        Finding finding = parse(SOUND + line + "\n").findings().stream()
                .filter(any -> any.code() == code)
                .findFirst()
                .orElseThrow();

        assertThat(finding.location()).contains(new TextSpan(5, column, length));
        assertThat(finding.subject()).isEqualTo("line 5");
        assertThat(finding.suggestedText()).isEqualTo(publish.replace(",", "\n"));
    }

    @ParameterizedTest
    @CsvSource({"Enforce, enforce", "'enforce;', enforce", "\u00a0none, none", "report, testing", "'', testing"})
    void parse_modeThatWasMeant(String written, String meant) {
        PolicyParseResult reading = parse(SOUND.replace("enforce", written));

        assertThat(reading.findings()).extracting(Finding::suggestedText).containsExactly("mode: " + meant);
    }

    @Test
    void parse_fewFindingsOfOneCode() {
        PolicyParseResult reading = parse("<p>\n".repeat(1000));

        assertThat(codes(reading, Severity.ERROR).split(" ")).hasSize(5).containsOnly("POLICY_LINE_INVALID");
    }

    @Test
    void parse_longListIsNotTakenApart() {
        assertThat(mxPublish("a.com," + "b".repeat(994))).contains("mx: a.com");
        assertThat(mxPublish("a.com," + "b".repeat(995))).doesNotContain("a.com");
    }

    private static String mxPublish(String value) {
        return parse(SOUND + "mx: " + value + "\n").findings().stream()
                .filter(finding -> finding.code() == PolicyFinding.POLICY_MX_INVALID)
                .map(Finding::suggestedText)
                .collect(Collectors.joining());
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(
            strings = {
                " ", "\t", ":", "a", "0", "-", "\u00E9", "\r", "\n", " \r", "a\r", "\\n", "\\r", "mx: ", "mx: :",
                "mx: .", "x: \\n "
            })
    void parse_muchIsReadInOnePass(String filler) {
        LinearTimeAssertions.of(filler, much -> {
            assertThat(parse(much + "x\n").policy()).isEmpty();
            assertThat(parse("version: STSv1\nmx: " + much + "x\n").policy()).isEmpty();
            assertThat(parse("version: STSv1\nmode: a" + much + "x\n").policy()).isEmpty();
            assertThat(parse("version: STSv1\nmax_age: " + much + "x\n").policy())
                    .isEmpty();
        });
    }

    @Test
    void toString_parsesToItself() {
        Policy policy = new Policy(
                Mode.TESTING,
                List.of(
                        MxPattern.of("a.example.com").orElseThrow(),
                        MxPattern.of("*.example.net").orElseThrow()),
                Policy.MAX_AGE_LIMIT);

        assertThat(parse(policy.toString()).policy()).contains(policy);
    }

    private static String codes(PolicyParseResult reading, Severity severity) {
        return reading.findings().stream()
                .filter(finding -> finding.severity() == severity)
                .map(finding -> finding.code().name())
                .collect(Collectors.joining(" "));
    }
}
