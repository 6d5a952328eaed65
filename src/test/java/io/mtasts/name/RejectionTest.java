package io.mtasts.name;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.finding.Finding;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that are no domain names: the code that is said of each, and the domain that is suggested. */
class RejectionTest {

    private static final String NONE = "";

    @ParameterizedTest
    @MethodSource("all")
    void parse_rejected(Rejection given) {
        DomainInput input = DomainInput.parse(given.typed());

        assertThat(input.name()).as(given.why()).isEmpty();
        assertThat(input.findings()).extracting(Finding::code).containsExactly(given.code());
        assertThat(input.rejection().orElseThrow().publish()).isEqualTo(given.suggestion());
    }

    static Stream<Rejection> all() {
        return Stream.of(foreignForms(), addresses(), characters(), labels(), places())
                .flatMap(rejections -> rejections);
    }

    private static Stream<Rejection> foreignForms() {
        return Rejection.Table.of(InputFinding.INPUT_EMPTY)
                .add("", NONE, "nothing")
                .add(" \t\r\n", NONE, "only white space, though some of it is control")
                .add("\u3000\u00A0", NONE, "ideographic and no-break space")
                .next(InputFinding.INPUT_URL)
                .add("https://example.com/", "example.com", "the address bar")
                .add("HTTPS://u:p@Example.com:443/a?b#c", "example.com", "everything but the host is dropped")
                .add("//example.com", "example.com", "no scheme")
                .add("https:example.com", "example.com", "browsers take it")
                .add(" https://example.com ", "example.com", "white space is not the most telling")
                .add("https://bücher.example/", "xn--bcher-kva.example", "suggestions are A-labels")
                .add("https://192.0.2.1/", NONE, "the host is no domain")
                .add("https://a@b@c.example/", NONE, "programs differ on the host")
                .add("https://example.com\\@evil.example", NONE, "here too")
                .add("http://http://example.com", NONE, "the host is http")
                .add("ｈｔｔｐｓ：／／example.com", "example.com", "full-width forms map to it")
                .next(InputFinding.INPUT_EMAIL)
                .add("user@example.com", "example.com", "the usual mistake")
                .add("mailto:user@example.com", "example.com", "a link")
                .add("User <user@example.com>", "example.com", "copied from a mail")
                .add("user＠example.com", "example.com", "full-width @")
                .add("example.com@internal.example", "internal.example", "it is what comes after the @")
                .add("a@b@example.com", NONE, "a trick")
                .add("user@example.com/x", NONE, "a trick")
                .add("user@[192.0.2.1]", NONE, "an address literal")
                .add("user@", NONE, "nothing after it")
                .next(InputFinding.INPUT_PERCENT)
                .add("ex%61mple.com", NONE, "nothing is decoded")
                .add("example.com%00", NONE, "least of all this")
                .next(InputFinding.INPUT_PATH)
                .add("example.com/", "example.com", "a slash")
                .add("example.com:443/x", "example.com", "with a port")
                .add("example.com?x", "example.com", "a query")
                .add("example.com#x", "example.com", "a fragment")
                .add("example.com／x", "example.com", "full-width slash")
                .add("example.com\\x", NONE, "a backslash is ambiguous")
                .add("2001:db8::/32", NONE, "a block of addresses")
                .next(InputFinding.INPUT_PORT)
                .add("example.com:443", "example.com", "a port")
                .add("example.com.:443", "example.com", "after the root dot")
                .add("example.com:", "example.com", "an empty port")
                .add("localhost:8080", NONE, "what is left is no domain")
                .cases();
    }

    private static Stream<Rejection> addresses() {
        return Rejection.Table.of(InputFinding.INPUT_IP)
                .add("192.0.2.1", NONE, "IPv4")
                .add("192.0.2.1.", NONE, "with a root dot")
                .add("192.0.2.1:25", NONE, "with a port")
                .add("[192.0.2.1]", NONE, "an address literal of mail")
                .add("127.1", NONE, "short")
                .add("2130706433", NONE, "one number")
                .add("0x7f.1", NONE, "hexadecimal")
                .add("127.0.0.0x1", NONE, "hexadecimal at the end")
                .add("0177.0.0.1", NONE, "octal")
                .add("example.123", NONE, "no top-level domain is a number")
                .add("example.0x", NONE, "a number for browsers")
                .add("１２７.0.0.1", NONE, "full-width digits")
                .add("1。2。3。4", NONE, "ideographic full stops")
                .add("①②⑦.0.0.①", NONE, "UTS 46 maps them to digits")
                .add("::1", NONE, "IPv6")
                .add("[2001:DB8::1]", NONE, "in brackets")
                .add("[::1]:443", NONE, "with a port")
                .add("::ffff:192.0.2.1", NONE, "IPv4 in IPv6")
                .add("fe80::1%eth0", NONE, "a zone is no percent-encoding")
                .add("[fe80::1%25eth0]", NONE, "nor is this one")
                .add("[IPv6:2001:db8::1]", NONE, "RFC 5321, 4.1.3")
                .cases();
    }

    private static Stream<Rejection> characters() {
        return Rejection.Table.of(InputFinding.INPUT_CONTROL)
                .add("example.com\r\nHost: evil.example", NONE, "header injection")
                .add("example.com\n", "example.com", "copied with the line")
                .add("example\t.com", NONE, "a tab within")
                .add("example.com\u0000", "example.com", "NUL")
                .add("example.com\u007F", "example.com", "DEL")
                .add("exam\u0085ple.com", NONE, "C1")
                .add("exa\u202Emple.com", NONE, "a bidi control changes what is seen")
                .add("\u200Eexample.com", "example.com", "copied from a dialog")
                .add("exam\u200Bple.com", "example.com", "java.net.IDN and UTS 46 drop it silently")
                .add("exam\u00ADple.com", "example.com", "a soft hyphen")
                .add("\uFEFFexample.com", "example.com", "a byte order mark")
                .next(InputFinding.INPUT_INVALID_CHARACTER)
                .add(" example.com ", "example.com", "white space around it")
                .add("\u00A0example.com", "example.com", "a no-break space")
                .add("example.com,", "example.com", "a list")
                .add("<example.com>", "example.com", "brackets")
                .add("\"example.com\"", "example.com", "quotes")
                .add("„example.com“", "example.com", "printed quotes")
                .add("`example.com`", "example.com", "marked as code")
                .add("example.com example.org", NONE, "two domains")
                .add("example,com", NONE, "it is not ours to guess")
                .add("exam*ple.com", NONE, "a wildcard is a whole label")
                .add("☃.example", NONE, "a symbol: IDNA2008 disallows it, UTS 46 alone does not")
                .add("😀.example", NONE, "an emoji")
                .add("❤\uFE0F.example", NONE, "the emoji, not its invisible selector")
                .add("a\uFE0Fb.example", NONE, "UTS 46 drops a selector silently")
                .add("a≠b.example", NONE, "a symbol of mathematics")
                .add("℀.example", NONE, "maps to a/c")
                .add("a․b.example", NONE, "a one dot leader, no full stop")
                .add("\uD800.example", NONE, "half of a surrogate pair")
                .cases();
    }

    private static Stream<Rejection> labels() {
        return Rejection.Table.of(InputFinding.INPUT_INVALID)
                .add("a..b", NONE, "an empty label")
                .add("a。．b", NONE, "the same")
                .add(".example.com", "example.com", "a dot before it")
                .add("example.com..", "example.com", "two root dots")
                .add(".", NONE, "the root")
                .add("。", NONE, "the root")
                .add("-a.example", NONE, "a hyphen first")
                .add("a-.example", NONE, "a hyphen last")
                .add("ü-.example", NONE, "a hyphen last")
                .add("*.example.com", "example.com", "a wildcard")
                .add("*.bücher.example", "xn--bcher-kva.example", "a wildcard")
                .next(InputFinding.INPUT_UNDERSCORE)
                .add("_mta-sts.example.com", "example.com", "the name of the record")
                .add("_smtp._tls.example.com", "example.com", "two of them")
                .add("a._tcp.example.com", "example.com", "below a plain label")
                .add("foo_bar.com", NONE, "com is no domain to suggest")
                .next(InputFinding.INPUT_IDN_INVALID)
                .add("xn--example-.com", NONE, "encodes plain ASCII")
                .add("xn--99999999999", NONE, "overflows")
                .add("xn--99999999999.com", NONE, "overflows")
                .add("xn--.com", NONE, "encodes nothing")
                .add("xn--u-ccb.example", NONE, "encodes u and a diaeresis, which NFC composes")
                .add("xn--wca.com", NONE, "encodes Ü, which is mapped to lower case")
                .add("xn--n3h.example", NONE, "encodes a snowman")
                .add("xn--bücher-kva.example", NONE, "neither form")
                .add("ab--ü.example", NONE, "hyphens in the third and fourth place")
                .add("xn--ab---3ra.example", NONE, "the same, encoded")
                .add("a\u200Db.example", NONE, "a joiner without a virama")
                .add("a·b.example", NONE, "the middle dot, not between two l")
                .add("\u0301a.example", NONE, "a combining mark first")
                .add("אa.example", NONE, "both directions")
                .add("1.אב", NONE, "a name with right-to-left labels has no label that begins with a digit")
                .cases();
    }

    private static Stream<Rejection> places() {
        return Rejection.Table.of(InputFinding.INPUT_SINGLE_LABEL)
                .add("localhost", NONE, "RFC 6761, but first of all a single label")
                .add("com", NONE, "a top-level domain")
                .add("com.", NONE, "fully qualified")
                .add("bücher", NONE, "an IDN")
                .next(InputFinding.INPUT_SPECIAL_USE)
                .add("host.localhost", NONE, "RFC 6761")
                .add("host.local", NONE, "RFC 6762")
                .add("host.invalid.", NONE, "RFC 6761")
                .add("host.ONION", NONE, "RFC 7686")
                .add("host.alt", NONE, "RFC 9476")
                .add("host.internal", NONE, "reserved by ICANN")
                .add("host.home.arpa", NONE, "RFC 8375")
                .add("home.arpa", NONE, "itself")
                .add("1.2.0.192.in-addr.arpa", NONE, "reverse look-up")
                .add("8.b.d.0.1.0.0.2.ip6.arpa", NONE, "reverse look-up")
                .add("host.ｌｏｃａｌ", NONE, "maps to it")
                .cases();
    }
}
