package io.mtasts.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UriTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            https://example.com/r               | example.com
            HTTPS://Example.com                 | Example.com
            https://tls_rpt.example.com/r       | tls_rpt.example.com
            https://h%2Dx.example/r             | h%2Dx.example
            https://user:pw@example.com:8443/r  | example.com
            https://example.com:65535/          | example.com
            https://example.com:/               | example.com
            https://[2001:db8::1]:443/r         | [2001:db8::1]
            https://192.0.2.1/r                 | 192.0.2.1
            https://example.com/a;b,c?d=e/f?g#h | example.com
            https://AZaz09-._~!$&'()*+,;=/      | AZaz09-._~!$&'()*+,;=
            https://@example.com/               | example.com
            https://a%0Ab:@example.com/         | example.com
            https://example.com:1/              | example.com
            https://[v1.x:y]/r                  | [v1.x:y]
            https://example.com/%00%9f%AF%fA    | example.com
            https:///r                          | -
            x:/AZaz09-._~!$&'()*+,;=:@          | -
            x:y#//?z                            | -
            mailto:a@example.com                | -
            urn:a:b                             | -
            """)
    void parse_valid(String text, String host) {
        Uri uri = Uri.parse(text).orElseThrow();

        assertThat(uri.host().orElse(null)).isEqualTo(host);
        assertThat(uri).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "1x:y",
                ":x",
                "ex ample:x",
                "https://a b/",
                "https://ex\u00e4mple.com/",
                "https://example.com/%2",
                "https://example.com/%zz",
                "https://example.com/a%2g",
                "https://example.com/a%g2",
                "https://example.com/%2\uff11",
                "https://example.com/%2?41",
                "https://example.com/?{x}",
                "https://example.com/#{x}",
                "https://us{er@example.com/",
                "https://[::1]443/",
                "https://example.com/[x]",
                "https://example.com/{x}",
                "https://example.com/x|y",
                "https://example.com:65536/",
                "https://example.com:0/",
                "https://example.com:99999999999/",
                "https://example.com:x/",
                "https://[::1/",
                "https://example.com/a#b#c",
                "mailto:a@[192.0.2.1]",
                "mailto:<a@example.com>",
                "mailto: a@example.com",
                "mailto:a@example.com\r\n",
            })
    void parse_invalid(String text) {
        assertThat(Uri.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            mailto:a@example.com               | example.com
            MAILTO:a@Example.com               | Example.com
            mailto:a@example.com?cc=b@d.example| example.com
            mailto:a%40b@example.com           | example.com
            mailto:a%21b%2Cc@example.com       | example.com
            mailto:a+b=c@example.com           | example.com
            mailto:a@b                         | b
            mailto:a@example.com.              | -
            mailto:a@-x.example                | -
            mailto:a@exa_mple.com              | -
            mailto:a@192.0.2.1                 | -
            mailto:a@b@example.com             | -
            mailto:.a@example.com              | -
            mailto:a..b@example.com            | -
            mailto:a                           | -
            mailto:@example.com                | -
            mailto://a@example.com             | -
            mailto:mailto:a@example.com        | -
            mailto:?to=a@example.com           | -
            https://a@example.com/             | -
            """)
    void mailDomain(String text, String domain) {
        assertThat(Uri.parse(text).orElseThrow().mailDomain().orElse(null)).isEqualTo(domain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", ")", ":", ",", ";", "@", "/"})
    void mailDomain_isEmptyIfTheMailboxNeedsEncoding(String character) {
        assertThat(Uri.parse("mailto:a" + character + "b@example.com")
                        .orElseThrow()
                        .mailDomain())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"253, true", "254, false"})
    void isDomain_limitsTheLength(int length, boolean expected) {
        assertThat(Uri.isDomain("a.".repeat(length / 2 - 1) + "b".repeat(length % 2) + "aa"))
                .isEqualTo(expected);
    }
}
