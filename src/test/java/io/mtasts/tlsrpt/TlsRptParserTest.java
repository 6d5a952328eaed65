package io.mtasts.tlsrpt;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.finding.Finding;
import io.mtasts.text.LinearTimeAssertions;
import io.mtasts.tlsrpt.TlsRptParseResult.Status;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsRptParserTest {

    private static final String NAME = "_smtp._tls.example.com";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
                    v=TLSRPTv1; rua=mailto:a@example.com|mailto:a@example.com
                    v=TLSRPTv1;rua=mailto:a@example.com;|mailto:a@example.com
                    v=TLSRPTv1; rua=mailto:a@example.com; |mailto:a@example.com
                    v=TLSRPTv1 ; rua=mailto:a@example.com|mailto:a@example.com
                    v=TLSRPTv1; rua=MAILTO:a@example.com|MAILTO:a@example.com
                    v=TLSRPTv1; rua=https://example.com/tls?a=b|https://example.com/tls?a=b
                    v=TLSRPTv1; rua=mailto:a@example.com , https://example.com/tls;|mailto:a@example.com https://example.com/tls
                    v=TLSRPTv1; rua=mailto:a@example.com,mailto:b@example.com|mailto:a@example.com mailto:b@example.com
                    v=TLSRPTv1; x=y; rua=mailto:a@example.com|mailto:a@example.com
                    v=TLSRPTv1; rua=mailto:a%21b@example.com|mailto:a%21b@example.com
                    """)
    void read_valid(String text, String rua) {
        TlsRptParseResult reading = read(text);

        assertThat(reading.status()).isEqualTo(Status.VALID);
        assertThat(reading.rua()).isEqualTo(List.of(rua.split(" ")));
        assertThat(reading.findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
                    v=TLSRPTv1; rua=mailto:a@example.com!10m|INVALID|TLSRPT_URI_UNENCODED
                    v=TLSRPTv1; rua=http://example.com/|INVALID|TLSRPT_SCHEME
                    v=TLSRPTv1; rua=a@example.com|INVALID|TLSRPT_SCHEME
                    v=TLSRPTv1; rua=ftp://example.com/,mailto:a@example.com|VALID|TLSRPT_SCHEME
                    v=TLSRPTv1; rua=mailto:a@example.com; rua=mailto:b@example.com|VALID|TLSRPT_DUPLICATE_RUA
                    v=TLSRPTv1; rua=mailto:a@example.com; rua=x; rua=y|VALID|TLSRPT_DUPLICATE_RUA TLSRPT_SCHEME TLSRPT_SCHEME
                    v=TLSRPTv1; rua=|INVALID|TLSRPT_INVALID
                    v=TLSRPTv1; rua=mailto:a@example.com,|VALID|TLSRPT_INVALID
                    v=TLSRPTv1; rua=https://h.example/a,|VALID|TLSRPT_INVALID
                    v=TLSRPTv1; rua=https://h.example/a; rua=b|VALID|TLSRPT_DUPLICATE_RUA TLSRPT_SCHEME
                    v=TLSRPTv1; rua=https://h.example/a,b@h.example|VALID|TLSRPT_SCHEME
                    v=TLSRPTv1; rua=https://h.example/a,b:c|VALID|TLSRPT_SCHEME
                    v=TLSRPTv1; rua=mailto:|INVALID|TLSRPT_INVALID
                    v=TLSRPTv1; rua=mailto:a|INVALID|TLSRPT_INVALID
                    v=TLSRPTv1; rua=https:///x|INVALID|TLSRPT_INVALID
                    v=TLSRPTv1; rua=https://exämple.com/|INVALID|TLSRPT_INVALID
                    v=TLSRPTv1; rua=https://a b/|INVALID|TLSRPT_INVALID
                    v=TLSRPTv1; rua= mailto:a@example.com|INVALID|TLSRPT_INVALID
                    v=TLSRPTv1; rua=mailto: a@example.com|INVALID|TLSRPT_INVALID
                    v=TLSRPTv1; rua=https://h.example/a;b|INVALID|TLSRPT_SEPARATOR
                    v=TLSRPTv1; rua=https://h.example/a,b|INVALID|TLSRPT_SEPARATOR
                    v=TLSRPTv1; rua=mailto:a@h.example,https://h.example/a,b;|VALID|TLSRPT_SEPARATOR
                    v=TLSRPTv1; rua=mailto:a@example.com;b|VALID|TLSRPT_INVALID
                    v=TLSRPTv1; rua = mailto:a@example.com|INVALID|TLSRPT_INVALID TLSRPT_INVALID
                    v=TLSRPTv1; rua:mailto:a@example.com|INVALID|TLSRPT_INVALID TLSRPT_INVALID
                    v:TLSRPTv1; rua=mailto:a@example.com|INVALID|TLSRPT_INVALID
                    TLSRPTv1; rua=mailto:a@example.com|INVALID|TLSRPT_INVALID
                    “v=TLSRPTv1; rua=mailto:a@example.com”|INVALID|TLSRPT_INVALID
                    v=spf1; rua=mailto:a@example.com|ABSENT|TLSRPT_ABSENT
                    v=STSv1; id=a|ABSENT|TLSRPT_ABSENT
                    x=TLSRPTv1|ABSENT|TLSRPT_ABSENT
                    v=TLRPTv; rua=mailto:a@example.com|INVALID|TLSRPT_INVALID
                    v=TLRPT; rua=mailto:a@example.com|ABSENT|TLSRPT_ABSENT
                    v=TLSRPTv1; rua=mailto:a@example.com |INVALID|TLSRPT_INVALID
                    v=TLSRPTv1; RUA=mailto:a@b.c|INVALID|TLSRPT_INVALID
                    v=TLSRPTv1; |INVALID|TLSRPT_INVALID
                    v=TLSRPTv1; rua=mailto:a@example.com;;|VALID|TLSRPT_INVALID
                    v=TLSRPTv1; rua=mailto:a@example.com; x|VALID|TLSRPT_INVALID
                    v=TLSRPTv1|INVALID|TLSRPT_INVALID
                    V=TLSRPTv1; rua=mailto:a@example.com|INVALID|TLSRPT_INVALID
                    v=TLSRPTv2; rua=mailto:a@example.com|INVALID|TLSRPT_INVALID
                     v=TLSRPTv1; rua=mailto:a@example.com|INVALID|TLSRPT_INVALID
                    rua=mailto:a@example.com|INVALID|TLSRPT_INVALID
                    v=spf1 -all|ABSENT|TLSRPT_ABSENT
                    """)
    void read_invalid(String text, Status status, String findings) {
        TlsRptParseResult reading = read(text);

        assertThat(reading.status()).isEqualTo(status);
        assertThat(codes(reading)).isEqualTo(findings);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    v=TLSRPTv1; rua=mailto:a@b.c // v=TLSRPTv1; rua=mailto:a@b.c | MULTIPLE | TLSRPT_MULTIPLE
                    v=TLSRPTv1; rua=mailto:a@b.c // x                            | VALID    | ''
                    v=TLSRPTv1 ; rua=mailto:a@b.c // x                           | INVALID  | TLSRPT_INVALID
                    x // y                                                       | ABSENT   | TLSRPT_ABSENT
                    """)
    void read_set(String texts, Status status, String findings) {
        TlsRptParseResult reading = read(texts.split(" // "));

        assertThat(reading.status()).isEqualTo(status);
        assertThat(codes(reading)).isEqualTo(findings);
    }

    @Test
    void read_nothing() {
        assertThat(codes(read())).isEqualTo("TLSRPT_ABSENT");
    }

    @Test
    void read_multipleHasNoDestination() {
        assertThat(read("v=TLSRPTv1; rua=mailto:a@b.c", "v=TLSRPTv1; rua=mailto:a@b.c")
                        .rua())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    v=TLSRPTv1; rua=mailto:a@b.c;; | an empty field
                    v=TLSRPTv1; rua=mailto:a@b.c;x | x
                    v=TLSRPTv1; rua=mailto:a@b.c,  | an empty destination
                    v=TLSRPTv1;                    | it has no rua
                    """)
    void read_hasTheEvidence(String text, String found) {
        assertThat(read(text).findings()).extracting(Finding::evidence).containsExactly(found);
    }

    @Test
    void read_limitsFindingsPerCode() {
        assertThat(read("v=TLSRPTv1; rua=" + ",".repeat(1000)).findings())
                .hasSize(5)
                .extracting(Finding::code)
                .containsOnly(TlsRptFinding.TLSRPT_INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=TLSRPTv1; rua=ftp://b.c/x",
                "v=TLSRPTv1;",
                "v=TLSRPTv1; rua=",
                "v=TLSRPTv1; rua=mailto:a",
                "v=TLSRPTv1; rua=mailto:a@b.c,x",
                "v=TLSRPTv1; rua=mailto:a@b c.d",
                "v=TLSRPTv1; rua=https://h.example:65536/",
                "v=TLSRPTv1; rua=https:///x",
                "v=TLSRPTv1&rua=https://b.c/x?y=1&rua=2",
                "v=TLSRPTv1; v=spf1; rua:mailto:a@b.c",
                "v=TLSRPTv1; rua=mailto:a@[192.0.2.1]",
                "v=TLSRPTv1; rua=<mailto:a@b.c,https://b.c/x&amp>;quot;",
                "v=TLSRPTv1; rua=<mailto:a@b.c,https://b.c/x&#xA0\\>;",
                "v=TLSRPTv1; rua=https:/b.c/x\\y",
                "\"v=TLSRPTv1; rua=mailto:a@b.c\" &nbsp;;\"om\"",
                "\"v=TLSRPTv1; rua=https://b.c/x\"; \"y\"",
                "\"v=TLSRPTv1; rua=mailto:\"&nbsp;;\"x+y@b.c\"",
            })
    void read_suggestsNothingIfAmbiguous(String text) {
        TlsRptParseResult result = read(text);

        assertThat(result.correction()).isEmpty();
        assertThat(result.findings())
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.suggestedText()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    v=TLSRPTv1; rua=mailto:a@b.c | true
                    V=tlsrptV1                   | true
                    v=TLSRPTv                    | false
                    x v=TLSRPTv1                 | false
                    v=STSv1                      | false
                    """)
    void isRecord(String text, boolean expected) {
        assertThat(TlsRptParser.isRecord(text)).isEqualTo(expected);
    }

    @Test
    void read_allRuaFieldsCount() {
        assertThat(read("v=TLSRPTv1; rua=mailto:a@b.c; rua=https://b.c/x,mailto:d@b.c")
                        .rua())
                .containsExactly("mailto:a@b.c", "https://b.c/x", "mailto:d@b.c");
    }

    @Test
    void example_isValid() {
        assertThat(codes(read(TlsRptParser.example("example.com")))).isEmpty();
        assertThat(read().findings().get(0).suggestedText()).isEqualTo(TlsRptParser.example("example.com"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    # records // | rua to publish
                    v=TLSRPTv1; rua=mailto:a@b.c!10m                                  | mailto:a@b.c
                    v=TLSRPTv1; rua=mailto:a!b@b.c                                    | mailto:a%21b@b.c
                    v=TLSRPTv1; rua=https://b.c/x!1m                                  | https://b.c/x%211m
                    v=TLSRPTv1; rua=mailto:a@b.c,d@b.c                                | mailto:a@b.c,mailto:d@b.c
                    v=TLSRPTv1; rua=http://b.c/x                                      | https://b.c/x
                    v=TLSRPTv1; rua = mailto:a@b.c                                    | mailto:a@b.c
                    v=TLSRPTv1; rua=mailto: a@b.c                                     | mailto:a@b.c
                    v=TLSRPTv1; rua:mailto:a@b.c                                      | mailto:a@b.c
                    "v=TLSRPTv1; rua=mailto:a@b.c"                                    | mailto:a@b.c
                    v=TLSRPTv1; RUA=mailto:a@b.c                                      | mailto:a@b.c
                    v=TLSRPTv1, rua=mailto:a@b.c                                      | mailto:a@b.c
                    v=TLSRPTv1 rua=mailto:a@b.c                                       | mailto:a@b.c
                    v=TLSRPTv1; rua=,mailto:a@b.c,                                    | mailto:a@b.c
                    v=TLSRPTv1; rua=mailto:a@b.c;mailto:d@b.c                         | mailto:a@b.c,mailto:d@b.c
                    v=TLSRPTv1; rua=mailto:a@b.c,ruf=mailto:a@b.c                     | mailto:a@b.c
                    v=TLSRPTv1; rua=mailto:a@b.c,ruf=mailto:d@b.c                     | mailto:a@b.c,mailto:d@b.c
                    v=TLSRPTv1; rua=https://b.c/x;y                                   | https://b.c/x%3By
                    v=TLSRPTv1; rua=https://b.c/x,y                                   | https://b.c/x%2Cy
                    v=TLSRPTv1; rua=mailto:a@b.c.                                     | mailto:a@b.c
                    v=TLSRPTv1; rua=mailto:a@b.c; x                                   | mailto:a@b.c
                    v=TLSRPTv1; rua=mailto:a@b.c; ; x=y                               | mailto:a@b.c; x=y
                    v=TLSRPTv1; rua = mailto:a@b.c; ruf=mailto:d@b.c                  | mailto:a@b.c; ruf=mailto:d@b.c
                    v=TLSRPTv1; rua=mailto:a@b.c; rua=mailto:d@b.c,mailto:a@b.c       | mailto:a@b.c,mailto:d@b.c
                    v=TLSRPTv1; rua=mailto:a@b.c // v=TLSRPTv1; rua=https://b.c/x     | mailto:a@b.c,https://b.c/x
                    V=TLSRPTv1; rua=mailto:a@b.c                                      | mailto:a@b.c
                    v=STSv1; rua=mailto:a@b.c                                         | mailto:a@b.c
                    v=TLSRPTv1/rua=mailto:a@b.c                                       | mailto:a@b.c
                    v=TLSRPTv1;%20rua=mailto:a@b.c                                    | mailto:a@b.c
                    v%3DTLSRPTv1%3B%20rua%3Dmailto%3Aa%40b.c                          | mailto:a@b.c
                    v=TLSRPTv1; rua=mailto:a@b.c、mailto:d@b.c                         | mailto:a@b.c,mailto:d@b.c
                    v=TLSRPTv1; rua=mailto:a@b.c and mailto:d@b.c                     | mailto:a@b.c,mailto:d@b.c
                    v=TLSRPTv1; rua=mailto:a@b.c/mailto:d@b.c                         | mailto:a@b.c,mailto:d@b.c
                    v=TLSRPTv1; rua=mailto:a@b.cmailto:d@b.c                          | mailto:a@b.c,mailto:d@b.c
                    v=TLSRPTv1; rua=[a@b.c](mailto:a@b.c)                             | mailto:a@b.c
                    v=TLSRPTv1; rua=<a href="mailto:a@b.c">a@b.c</a>                  | mailto:a@b.c
                    v=TLSRPTv1; rua=mailtoa@b.c                                       | mailto:a@b.c
                    v=TLSRPTv1; rua=mail to: a@b.c                                    | mailto:a@b.c
                    v=TLSRPTv1; rua=mailto:a(at)b.c                                   | mailto:a@b.c
                    v=TLSRPTv1; rua=mailto:a@@b.c                                     | mailto:a@b.c
                    v=TLSRPTv1; rua=mailto:a@b.c!                                     | mailto:a@b.c
                    "v=TLSRPTv1\\\\059 rua=https://b.c/x&amp\\\\059quot\\\\059               | https://b.c/x
                    "v=TLSRPTv1"; "rua=mailto:a@b.c"                                  | mailto:a@b.c
                    "v=TLSRPTv1; " "rua=https://b.c/x" "rua=mailto:a@b.c"             | https://b.c/x,mailto:a@b.c
                    ""v=TLSRPTv1; rua=https://b.c/x?d" "  ""omain=1""                 | https://b.c/x?domain=1
                    v=TLSRPTv1; rua=http://b.c/x?y=1&amp;z=2                          | https://b.c/x?y=1&z=2
                    v=TLSRPTv1; rua=https://b.c/x?y=[1]                               | https://b.c/x?y=%5B1%5D
                    v=TLSRPTv1; rua=https://[2001:db8::1]/x, mailto: a@b.c            | https://[2001:db8::1]/x,mailto:a@b.c
                    """)
    void read_suggestedTextKeepsTheIntention(String records, String rua) {
        assertThat(read(records.split(" // ")).findings())
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.suggestedText()).isEqualTo("v=TLSRPTv1; rua=" + rua));
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {" ", ";", ",", "=", "mailto:", "a@", "!", "*,", "rua=;"})
    void read_takesLinearTime(String filler) {
        LinearTimeAssertions.of(
                filler, much -> assertThat(read("v=TLSRPTv1;rua=" + much).rua()).isEmpty());
    }

    private static TlsRptParseResult read(String... texts) {
        return TlsRptParser.read(NAME, "example.com", List.of(texts));
    }

    private static String codes(TlsRptParseResult reading) {
        return reading.findings().stream().map(finding -> finding.code().name()).collect(Collectors.joining(" "));
    }
}
