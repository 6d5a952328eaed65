package io.mtasts.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.mtasts.finding.Correction;
import io.mtasts.finding.Correction.Change;
import io.mtasts.finding.Finding;
import io.mtasts.finding.Severity;
import io.mtasts.finding.TextSpan;
import io.mtasts.text.LinearTimeAssertions;
import java.nio.charset.Charset;
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

    private static final String VALID = "version: STSv1\nmode: enforce\nmx: mx.example.com\nmax_age: 1209600\n";

    /** In the tables, control pictures stand for control characters, and ⏎ for LF. */
    private static PolicyParseResult parse(String text) {
        return CorrectionAssertions.assertSafe(PolicyParser.parse(decoded(text).getBytes(StandardCharsets.UTF_8)));
    }

    private static String decoded(String text) {
        StringBuilder body = new StringBuilder();
        text.replace('⏎', '\n')
                .replace('␡', '\u007f')
                .chars()
                .map(c -> c >= '␀' && c <= '␟' ? c - '␀' : c)
                .forEach(c -> body.append((char) c));
        return body.toString();
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
    void parse_valid(String text) {
        PolicyParseResult result = parse(text);

        assertThat(result.policy()).map(Policy::toString).contains(VALID.replace("\n", "\r\n"));
        assertThat(result.findings()).isEmpty();
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
                    mode: enforce␇                    | POLICY_CONTROL_CHAR
                    mode: enforce⏎x: a␀b         | POLICY_CONTROL_CHAR
                    mode: enforce⏎x: a␉b             | POLICY_CONTROL_CHAR
                    mode: enforce⏎x: a␡b         | POLICY_CONTROL_CHAR
                    mode: enforce⏎x: a␟b         | POLICY_CONTROL_CHAR
                    mode: enforce⏎x: a␋b         | POLICY_CONTROL_CHAR
                    mode: enforce⏎a12345678901234567890123456789012: y | POLICY_EXTENSION_INVALID
                    mode: enforce⏎mode:              | POLICY_EXTENSION_INVALID
                    mode: enforce⏎mode: a␉b          | POLICY_CONTROL_CHAR
                    mode: enforce⏎Mode:              | POLICY_EXTENSION_INVALID
                    mode: enforce⏎Mode: a␉b          | POLICY_CONTROL_CHAR
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
                    mode: enforce⏎mx: 2130706433      | POLICY_MX_IP
                    mode: enforce⏎mx: ::1             | POLICY_MX_IP
                    mode: enforce⏎mx: cafe:25         | POLICY_MX_INVALID
                    mode: enforce⏎mx: mail.123        | POLICY_MX_INVALID
                    mode: enforce⏎mx: 192.0.2.25:25   | POLICY_MX_INVALID
                    mode: enforce⏎mx: bücher.example  | POLICY_MX_U_LABEL
                    mode: enforce⏎mx: *.bücher.example | POLICY_MX_U_LABEL
                    """)
    void parse_invalid(String replacement, String expected) {
        PolicyParseResult result = parse(VALID.replace("mode: enforce", replacement));

        assertThat(result.policy()).isEmpty();
        assertThat(codes(result, Severity.ERROR)).isEqualTo(expected);
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
    void parse_invalidVersion(String replacement, String expected) {
        assertThat(codes(parse(VALID.replace("version: STSv1", replacement)), Severity.ERROR))
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
                    604799        |                           |                        | POLICY_MAX_AGE_SHORT
                    604800        |                           |                        |
                    1209600       |                           |                        |
                    +5            | POLICY_MAX_AGE_INVALID    |                        |
                    -5            | POLICY_MAX_AGE_INVALID    |                        |
                    1_000_000     | POLICY_MAX_AGE_INVALID    |                        |
                    1209600.0     | POLICY_MAX_AGE_INVALID    |                        |
                    ١٢٠٩٦٠٠       | POLICY_MAX_AGE_INVALID    |                        |
                    2w            | POLICY_MAX_AGE_INVALID    |                        |
                    """)
    void parse_maxAge(String value, String breaking, String warnings, String information) {
        PolicyParseResult result = parse(VALID.replace("1209600", value));

        assertThat(codes(result, Severity.ERROR))
                .isEqualTo(Optional.ofNullable(breaking).orElse(""));
        assertThat(codes(result, Severity.WARNING))
                .isEqualTo(Optional.ofNullable(warnings).orElse(""));
        assertThat(codes(result, Severity.INFO))
                .isEqualTo(Optional.ofNullable(information).orElse(""));
    }

    @ParameterizedTest
    @CsvSource({
        "testing, 60, POLICY_MAX_AGE_SHORT, INFO",
        "testing, 0, POLICY_MAX_AGE_ZERO, WARNING",
        "none, 86401, POLICY_NONE_LONG_MAX_AGE, INFO"
    })
    void parse_maxAgeOtherModes(String mode, String maxAge, PolicyFinding expected, Severity severity) {
        PolicyParseResult result =
                parse("version: STSv1\nmode: " + mode + "\nmx: a.example.com\nmax_age: " + maxAge + "\n");

        assertThat(result.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(expected);
            assertThat(finding.severity()).isEqualTo(severity);
        });
    }

    @Test
    void parse_noneNeedsNoMxAndNoLongMaxAge() {
        PolicyParseResult result = parse("version: STSv1\nmode: none\nmax_age: 86400\n");

        assertThat(result.policy()).contains(new Policy(Mode.NONE, List.of(), 86_400));
        assertThat(result.findings()).isEmpty();
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
        PolicyParseResult result = parse(text);

        assertThat(codes(result, Severity.ERROR)).isEqualTo(errors);
        assertThat(codes(result, Severity.INFO)).isEqualTo(information);
    }

    @Test
    void parse_duplicatesAreIgnoredButReported() {
        PolicyParseResult result =
                parse("version: STSv1\nmode: testing\nmode: wrong\nmx: a.example\nmax_age: 1209600\n");

        assertThat(result.policy()).map(Policy::mode).contains(Mode.TESTING);
        assertThat(codes(result, Severity.WARNING)).isEqualTo("POLICY_DUPLICATE_KEY");
    }

    @Test
    void parse_misspelledBesideAValidFieldIsAWarning() {
        PolicyParseResult result = parse(VALID + "Mode: none\n");

        assertThat(result.policy()).map(Policy::mode).contains(Mode.ENFORCE);
        assertThat(codes(result, Severity.WARNING)).isEqualTo("POLICY_KEY_CASE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x: y", "x: a:b c", "report-to: https://example.com/x", "x: größe \u0085", "0: x", "a_b.c-d: x"})
    void parse_extensionsAreIgnored(String line) {
        PolicyParseResult result = parse(VALID + line + "\n");

        assertThat(result.policy()).isPresent();
        assertThat(codes(result, Severity.INFO)).isEqualTo("POLICY_UNKNOWN_KEY");
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
    void parse_notText(String hex, String expected) {
        PolicyParseResult result = PolicyParser.parse(HexFormat.of().parseHex(hex));

        assertThat(codes(result, Severity.ERROR)).isEqualTo(expected);
        assertThat(codes(result, Severity.INFO)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "7600650072007300, UTF-16",
        "0076006500720073, UTF-16",
        "fffe76006500, UTF-16",
        "76fc72, another encoding"
    })
    void parse_notTextDescribed(String hex, String kind) {
        PolicyParseResult result = PolicyParser.parse(HexFormat.of().parseHex(hex));

        assertThat(result.findings()).extracting(Finding::evidence).containsExactly("" + kind);
        assertThat(result.text()).isNotEmpty();
    }

    @Test
    void parse_indentedLineIsAccepted() {
        PolicyParseResult result = parse(VALID.replace("mode", "  mode"));

        assertThat(result.findings()).extracting(Finding::code).containsExactly(PolicyFinding.POLICY_LEADING_SPACE);
    }

    @Test
    void parse_bomHidesNothingElse() {
        assertThat(codes(parse("\uFEFF" + VALID), Severity.ERROR)).isEqualTo("POLICY_BOM");
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
    void parse_locationAndRemedy(String line, PolicyFinding code, int column, int length, String publish) {
        Finding finding = parse(VALID + line + "\n").findings().stream()
                .filter(candidate -> candidate.code() == code)
                .findFirst()
                .orElseThrow();

        assertThat(finding.location()).contains(new TextSpan(5, column, length));
        assertThat(finding.subject()).isEqualTo("line 5");
        assertThat(finding.suggestedText()).isEqualTo(publish.replace(",", "\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Enforce           | enforce
                    'enforce;'        | enforce
                    \u00a0none        | none
                    enforced          | enforce
                    enforcing         | enforce
                    enfroce           | enforce
                    'enforce # live'  | enforce
                    'enforce (live)'  | enforce
                    [testing]         | testing
                    test              | testing
                    "testing"         | testing
                    'enforce now'     | enforce
                    en force          | enforce
                    report            | ''
                    ''                | ''
                    not enforce       | ''
                    enforce, testing  | ''
                    enforce;testing   | ''
                    enforce (testing) | ''
                    testing/none      | ''
                    # enforce         | ''
                    non               | ''
                    """)
    void parse_intendedMode(String written, String intended) {
        PolicyParseResult result = parse(VALID.replace("enforce", written));

        assertThat(result.findings())
                .extracting(Finding::suggestedText)
                .containsExactly(intended.isEmpty() ? "" : "mode: " + intended);
        assertThat(result.correction().isPresent()).isEqualTo(!intended.isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2w                       | 1209600
                    2 weeks                  | 1209600
                    1 week                   | 604800
                    6 days                   | 1209600
                    30 days                  | 2592000
                    1,209,600                | 1209600
                    1.209.600                | 1209600
                    1 209 600                | 1209600
                    12_09_600                | 1209600
                    1209600.0                | 1209600
                    1209600s                 | 1209600
                    '"1209600"'              | 1209600
                    '1209600;'               | 1209600
                    '1209600 # two weeks'    | 1209600
                    '1209600 in seconds'     | 1209600
                    60*60*24*14              | 1209600
                    １２０９６００             | 1209600
                    00001209600              | 1209600
                    99999999999              | 31557600
                    1 year                   | 31536000
                    +5                       | 1209600
                    forever                  | 1209600
                    -5                       | 1209600
                    3600 or 7200             | 1209600
                    """)
    void parse_intendedMaxAge(String written, String intended) {
        PolicyParseResult result = parse(VALID.replace("1209600", written));

        assertThat(corrected(result)).isEqualTo(VALID.replace("1209600", intended));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # what is written       | the lines that were meant
                    a.com, b.com            | a.com,b.com
                    a.com;b.com             | a.com,b.com
                    a.com and b.com         | a.com,b.com
                    '"a.com"'               | a.com
                    <a.com>                 | a.com
                    [a.com]                 | a.com
                    10 a.com.               | a.com
                    a.com:25                | a.com
                    cafe:25                 | cafe
                    smtp://a.com:25/        | a.com
                    https://a.com           | a.com
                    postmaster@a.com        | a.com
                    mailto:postmaster@a.com | a.com
                    '*.a.com.'              | *.a.com
                    'a.com # the first'     | a.com
                    'a.com ; the first'     | a.com
                    a.com (the first)       | a.com
                    bücher.example, a.com   | xn--bcher-kva.example,a.com
                    """)
    void parse_intendedMx(String written, String intended) {
        PolicyParseResult result = parse(VALID + "mx: " + written + "\n");

        assertThat(corrected(result)).isEqualTo(VALID + "mx: " + intended.replace(",", "\nmx: ") + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.25",
                "a_b.example.com",
                "*",
                "mx.*.com",
                "a.com, 192.0.2.25",
                "mail.123",
                "2001:db8::25",
                "mx1.example,com",
                "mx1 .example.com",
                "mx1. example.com",
                "mx1 example.com",
                "mx1..example.com",
                "not a.com"
            })
    void parse_unreadableMxIsReplacedByTheMailServers(String written) {
        PolicyParseResult result = parse(VALID + "mx: " + written + "\n");

        assertThat(result.correction()).isEmpty();
        assertThat(result.findings()).extracting(Finding::suggestedText).containsOnly("");
        assertThat(corrected(result.withMxHosts(List.of("mx.example.com", "mx2.example.com"))))
                .isEqualTo(VALID + "mx: mx2.example.com\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<additional MX records>", "", "%MX%", "{{ mx }}", "..."})
    void parse_placeholderIsLeftOut(String written) {
        assertThat(corrected(parse(VALID + "mx: " + written + "\n"))).isEqualTo(VALID);
    }

    @Test
    void withMxHosts_addsTheMissingLines() {
        PolicyParseResult result = parse(VALID.replace("mx: mx.example.com\n", ""));

        assertThat(result.correction()).isEmpty();
        assertThat(corrected(result.withMxHosts(List.of("b.example", "a_b.example", "a.example"))))
                .isEqualTo(VALID.replace("mx: mx.example.com", "mx: b.example\nmx: a.example"));
    }

    @Test
    void withMxHosts_keepsAValidPolicy() {
        PolicyParseResult result = parse(VALID);

        assertThat(result.withMxHosts(List.of("other.example"))).isEqualTo(result);
    }

    /** An empty text is a placeholder of the valid policy. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # whole text | corrected
                    version: STSv1⏎ mode: enforce⏎mx: mx.example.com⏎max_age: 1209600⏎ | ''
                    ⏎version: STSv1⏎⏎mode: enforce⏎mx: mx.example.com⏎max_age: 1209600⏎⏎ | ''
                    \ufeffversion: STSv1⏎mode: enforce⏎mx: mx.example.com⏎max_age: 1209600⏎ | ''
                    version: stsv1⏎MODE: Enforce⏎MX: mx.example.com⏎MAX-AGE: 1209600⏎ | ''
                    v=STSv1; id=20240101;⏎mode: enforce⏎mx: mx.example.com⏎max_age: 1209600⏎ | ''
                    version: STSv1⏎v=STSv1; id=20240101;⏎mode: enforce⏎mx: mx.example.com⏎max_age: 1209600⏎ | ''
                    mode: enforce⏎mx: mx.example.com⏎max_age: 1209600⏎ | ''
                    version: STSv1⏎mode: enforce⏎mxs: mx.example.com⏎max_age: 1209600⏎ | ''
                    version: STSv1⏎mode: enforce⏎mx: mx.example.com⏎maxage: 1209600⏎ | ''
                    version = STSv1⏎mode = enforce⏎mx = mx.example.com⏎max_age = 1209600⏎ | ''
                    version STSv1⏎mode enforce⏎mx mx.example.com⏎max_age 1209600⏎ | ''
                    - version: STSv1⏎- mode: enforce⏎- mx:⏎  - mx.example.com⏎- max_age: 1209600⏎ | ''
                    # comment⏎version: STSv1⏎mode: enforce⏎mx: mx.example.com⏎max_age: 1209600⏎// mode: none⏎EOF⏎ | ''
                    version: STSv1⏎mode: enforce⏎mx: mx.example.com⏎max_age: 1209600⏎mode: testing⏎mode: enforce⏎ | ''
                    version: STSv1⏎mode: enforce⏎mx: mx.example.com⏎max_age: 1209600⏎Mode: none⏎x:⏎ | ''
                    version: STSv1\\nmode: enforce\\nmx: mx.example.com\\nmax_age: 1209600\\n⏎ | version: STSv1⏎mode: enforce⏎mx: mx.example.com⏎max_age: 1209600⏎
                    version: STSv1, mode: enforce, mx: mx.example.com, max_age: 1209600⏎ | ''
                    version: STSv1␍mode: enforce␍mx: mx.example.com␍max_age: 1209600␍ | version: STSv1␍⏎mode: enforce␍⏎mx: mx.example.com␍⏎max_age: 1209600␍⏎
                    version: STSv1␍⏎mode: enforce ⏎mx:MX.example.com⏎x: a␉b⏎ max_age: 1209600 | version: STSv1␍⏎mode: enforce ⏎mx:MX.example.com⏎x: a b⏎max_age: 1209600
                    version: STSv1⏎mode: enforce⏎mx: mx.example.com⏎x:␉a ␉⏎max_age: 0⏎ | version: STSv1⏎mode: enforce⏎mx: mx.example.com⏎x:␉a ␉⏎max_age: 1209600⏎
                    version: STSv1⏎mode: enforce⏎mx: mx.example.com⏎x-Note:  keep: "it" ⏎y = z⏎max_age: 0 | version: STSv1⏎mode: enforce⏎mx: mx.example.com⏎x-Note:  keep: "it" ⏎y: z⏎max_age: 1209600
                    <pre>version: STSv1⏎mode: enforce⏎mx: mx.example.com⏎max_age: 1209600</pre>⏎ | ''
                    version: STSv1<br/>mode: enforce<br>mx: mx.example.com<br />max_age: 1209600⏎ | ''
                    version: STSv1⏎mode: none⏎mx: *⏎max_age: 2w | version: STSv1⏎mode: none⏎max_age: 86400
                    version: STSv1⏎mode: enforce⏎mx: mx.example.com⏎mode: enforce | version: STSv1⏎mode: enforce⏎mx: mx.example.com⏎max_age: 1209600⏎
                    version: STSv1⏎mode: testing⏎mode: enforce⏎mx: mx.example.com⏎max_age: 1209600⏎ | none
                    version: STSv1⏎mode: testing⏎Mode: enforce⏎mx: mx.example.com⏎max_age: 1209600⏎ | none
                    version: STSv1⏎mx: mx.example.com⏎max_age: 1209600⏎ | none
                    version: STSv1⏎mode: enforce⏎mx: mx.example.com⏎max_age: 1209600⏎backup.example.com⏎ | none
                    version: STSv1⏎mode: enforce⏎mx: mx.example.com⏎my life is a week⏎ | none
                    <html>⏎<title>mode</title> | none
                    """)
    void parse_correction(String text, String expected) {
        PolicyParseResult result = parse(text);

        String policy = expected.isEmpty() ? VALID : decoded(expected);
        assertThat(result.correction().map(Correction::corrected))
                .isEqualTo(Optional.of(policy).filter(corrected -> !expected.equals("none")));
    }

    @Test
    void parse_correctionListsTheChanges() {
        PolicyParseResult result = PolicyParser.parse(
                "https://mta-sts.example.com/.well-known/mta-sts.txt",
                "version: STSv1\nmode: [enforce]\n\nmx: a.example.\n".getBytes(StandardCharsets.UTF_8));

        assertThat(result.correction())
                .contains(new Correction(
                        "https://mta-sts.example.com/.well-known/mta-sts.txt",
                        Correction.Type.POLICY,
                        "version: STSv1\nmode: [enforce]\n\nmx: a.example.\n",
                        "version: STSv1\nmode: enforce\nmx: a.example\nmax_age: 1209600\n",
                        List.of(
                                new Change(PolicyFinding.POLICY_MODE_UNKNOWN, "mode: [enforce]", "mode: enforce"),
                                new Change(PolicyFinding.POLICY_BLANK_LINE, "\n", ""),
                                new Change(PolicyFinding.POLICY_MX_TRAILING_DOT, "mx: a.example.", "mx: a.example"),
                                new Change(PolicyFinding.POLICY_MAX_AGE_MISSING, "", "max_age: 1209600")),
                        List.of()));
    }

    @Test
    void parse_correctionListsTheByteOrderMark() {
        assertThat(changes(parse("\uFEFF" + VALID)))
                .isEqualTo(List.of(new Change(PolicyFinding.POLICY_BOM, "\uFEFF", "")));
    }

    @Test
    void parse_correctionOfLineEndsIsOneChange() {
        String current = VALID.replace('\n', '\r');

        assertThat(changes(parse(current)))
                .isEqualTo(
                        List.of(new Change(PolicyFinding.POLICY_LINE_ENDINGS, current, VALID.replace("\n", "\r\n"))));
    }

    private static List<Change> changes(PolicyParseResult result) {
        return result.correction().orElseThrow().changes();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # whole text | evidence | text to publish
                    version: STSv1⏎mode: enforce mx: a.example⏎max_age: 1209600⏎ | white space | mode: enforce⏎mx: a.example
                    version: STSv1⏎mode: enforce\\nmx: a.example⏎max_age: 1209600⏎ | a literal \\n | mode: enforce⏎mx: a.example
                    version: STSv1⏎mode: enforce⏎mx: a.example⏎max_age: 1209600⏎x: y\\nmode: none⏎ | a literal \\n | ''
                    version: STSv1␍mode: enforce␍mx: a.example␍max_age: 1209600␍ | a lone carriage return | version: STSv1␍⏎mode: enforce␍⏎mx: a.example␍⏎max_age: 1209600␍⏎
                    """)
    void parse_lineEndings(String text, String evidence, String publish) {
        assertThat(parse(text).findings())
                .filteredOn(finding -> finding.code() == PolicyFinding.POLICY_LINE_ENDINGS)
                .extracting(Finding::evidence, Finding::suggestedText)
                .containsExactly(tuple(evidence, decoded(publish)));
    }

    @Test
    void parse_suggestsNothingForATextOfAnotherKind() {
        assertThat(parse("<html>\n<title>x</title>\n").findings())
                .extracting(Finding::suggestedText)
                .containsOnly("");
    }

    @Test
    void parse_suggestsFieldsForAPolicyWithoutMode() {
        assertThat(parse("version: STSv1\nmx: a.example\n").findings())
                .extracting(Finding::code, Finding::suggestedText)
                .containsExactlyInAnyOrder(
                        tuple(PolicyFinding.POLICY_MODE_MISSING, ""),
                        tuple(PolicyFinding.POLICY_MAX_AGE_MISSING, "max_age: 1209600"));
    }

    @Test
    void parse_reportsInformationBesideAnErrorOnce() {
        assertThat(parse(VALID + "x: y\n\n").findings())
                .extracting(Finding::code)
                .containsExactly(PolicyFinding.POLICY_UNKNOWN_KEY, PolicyFinding.POLICY_BLANK_LINE);
    }

    @ParameterizedTest
    @CsvSource({"1000, POLICY_MX_IP", "1001, POLICY_MX_INVALID"})
    void parse_longAddress(int length, PolicyFinding expected) {
        assertThat(parse(VALID + "mx: " + "1".repeat(length) + "\n").findings())
                .extracting(Finding::code)
                .containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
    void parse_correctionOfAnotherEncoding(String charset) {
        String policy = "x: größe €\n" + VALID;

        assertThat(corrected(PolicyParser.parse(policy.getBytes(Charset.forName(charset)))))
                .isEqualTo(policy);
    }

    @Test
    void parse_noCorrectionWithGuessedCharacters() {
        byte[] comment = (VALID + "# größe\n").getBytes(StandardCharsets.ISO_8859_1);
        byte[] extension = (VALID + "x: größe\n").getBytes(StandardCharsets.ISO_8859_1);
        byte[] euro = (VALID + "x: €\n").getBytes(Charset.forName("windows-1252"));

        assertThat(corrected(PolicyParser.parse(comment))).isEqualTo(VALID);
        assertThat(PolicyParser.parse(extension).correction()).isEmpty();
        assertThat(PolicyParser.parse(euro).correction()).isEmpty();
    }

    private static String corrected(PolicyParseResult result) {
        return result.correction().map(Correction::corrected).orElse("none");
    }

    @Test
    void parse_limitsFindingsPerCode() {
        PolicyParseResult result = parse("<p>\n".repeat(1000));

        assertThat(codes(result, Severity.ERROR).split(" ")).hasSize(5).containsOnly("POLICY_LINE_INVALID");
    }

    @Test
    void parse_longListIsNotSplit() {
        assertThat(mxPublish("a.com" + ",".repeat(995))).contains("mx: a.com");
        assertThat(mxPublish("a.com" + ",".repeat(996))).doesNotContain("a.com");
    }

    private static String mxPublish(String value) {
        return parse(VALID + "mx: " + value + "\n").findings().stream()
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
    void parse_takesLinearTime(String filler) {
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

    private static String codes(PolicyParseResult result, Severity severity) {
        return result.findings().stream()
                .filter(finding -> finding.severity() == severity)
                .map(finding -> finding.code().name())
                .collect(Collectors.joining(" "));
    }
}
