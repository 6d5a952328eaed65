package io.mtasts.name;

import static io.mtasts.name.InputFinding.INPUT_CONTROL;
import static io.mtasts.name.InputFinding.INPUT_EMAIL;
import static io.mtasts.name.InputFinding.INPUT_EMPTY;
import static io.mtasts.name.InputFinding.INPUT_IDN_INVALID;
import static io.mtasts.name.InputFinding.INPUT_INVALID;
import static io.mtasts.name.InputFinding.INPUT_INVALID_CHARACTER;
import static io.mtasts.name.InputFinding.INPUT_IP;
import static io.mtasts.name.InputFinding.INPUT_LABEL_TOO_LONG;
import static io.mtasts.name.InputFinding.INPUT_PATH;
import static io.mtasts.name.InputFinding.INPUT_PERCENT;
import static io.mtasts.name.InputFinding.INPUT_PORT;
import static io.mtasts.name.InputFinding.INPUT_SINGLE_LABEL;
import static io.mtasts.name.InputFinding.INPUT_SPECIAL_USE;
import static io.mtasts.name.InputFinding.INPUT_TOO_LONG;
import static io.mtasts.name.InputFinding.INPUT_UNDERSCORE;
import static io.mtasts.name.InputFinding.INPUT_URL;

import java.util.List;
import java.util.stream.Stream;

/**
 * A text that is no domain name, and what is said of it.
 *
 * @param suggestion the domain that is offered instead, empty where none is
 */
record InputRow(String typed, InputFinding code, String suggestion, String why) {

    private static final String LABEL = "a".repeat(63);
    private static final String LONG = LABEL + "." + LABEL + "." + LABEL + ".";

    private static final List<InputRow> NOTHING = List.of(
            row("", INPUT_EMPTY, "nothing"),
            row(" ", INPUT_EMPTY, "a space"),
            row("\r\n\t ", INPUT_EMPTY, "white space is nothing, not a control character"),
            row("\u00A0\u3000\u2003", INPUT_EMPTY, "white space of Unicode"));

    private static final List<InputRow> CONTROLS = List.of(
            row("example.com\r\nHost: evil.example", INPUT_CONTROL, "injection of a header"),
            row("exam\nple.com", INPUT_CONTROL, "injection of a log line"),
            row("example.com\n", INPUT_CONTROL, "example.com", "a pasted line end"),
            row("\texample.com", INPUT_CONTROL, "example.com", "a pasted cell"),
            row("example.com\0", INPUT_CONTROL, "example.com", "NUL"),
            row("example.com\0.evil.example", INPUT_CONTROL, "NUL within ends a string elsewhere"),
            row("a\u007Fb.example", INPUT_CONTROL, "DEL"),
            row("a\u0080b.example", INPUT_CONTROL, "the first of C1"),
            row("a\u009Fb.example", INPUT_CONTROL, "the last of C1"),
            row("a\u2028b.example", INPUT_CONTROL, "line separator"),
            row("\u202Eelpmaxe.com", INPUT_CONTROL, "elpmaxe.com", "right-to-left override at the edge"),
            row("ex\u202Eample.com", INPUT_CONTROL, "an override within: what was meant is not plain"),
            row("\u2066example.com\u2069", INPUT_CONTROL, "example.com", "isolates"),
            row("exam\u200Bple.com", INPUT_CONTROL, "example.com", "zero-width space, which IDNA2003 drops"),
            row("exam\u00ADple.com", INPUT_CONTROL, "example.com", "soft hyphen"),
            row("\uFEFFexample.com", INPUT_CONTROL, "example.com", "byte order mark"),
            row("https://example.com/\n", INPUT_CONTROL, "control goes before URL; a suggestion is a domain"));

    private static final List<InputRow> URLS = List.of(
            row("https://example.com/", INPUT_URL, "example.com", "the case of the contract"),
            row("HTTPS://Example.COM", INPUT_URL, "example.com", "upper case"),
            row("http://example.com:8080/a?b#c", INPUT_URL, "example.com", "port, path, query and fragment"),
            row("https://example.com?a", INPUT_URL, "example.com", "query without path"),
            row("https://user:secret@example.com/", INPUT_URL, "example.com", "user and password"),
            row("https://example.com@evil.example/", INPUT_URL, "evil.example", "the text before the @ is a user"),
            row("https://a@b@evil.example/", INPUT_URL, "two @: programs differ in which counts"),
            row("https://example.com\\@evil.example/", INPUT_URL, "backslash: programs differ in the host"),
            row("https://example.com/a\\b@c@d", INPUT_URL, "example.com", "after the host nothing is ambiguous"),
            row("//example.com/", INPUT_URL, "example.com", "without scheme"),
            row("ftp://example.com", INPUT_URL, "example.com", "another scheme"),
            row("https:example.com", INPUT_URL, "example.com", "without slashes, as browsers take it"),
            row("https:/example.com", INPUT_URL, "example.com", "with one slash"),
            row("<https://example.com/>", INPUT_URL, "example.com", "in angle brackets"),
            row("\u201Chttps://example.com\u201D", INPUT_URL, "example.com", "in quotes"),
            row("https://b\u00FCcher.example/", INPUT_URL, "xn--bcher-kva.example", "a suggestion is in A-labels"),
            row("\uFF48ttps\uFF1A\uFF0F\uFF0Fexample.com", INPUT_URL, "example.com", "full-width"),
            row("https://192.0.2.1/", INPUT_URL, "an address is not suggested"),
            row("https://[2001:db8::1]/", INPUT_URL, "nor an IPv6 address"),
            row("https://ex%61mple.com/", INPUT_URL, "nor is anything decoded"),
            row("https://localhost/", INPUT_URL, "nor a name that is refused"),
            row("https://", INPUT_URL, "no host"));

    private static final List<InputRow> MAIL = List.of(
            row("user@example.com", INPUT_EMAIL, "example.com", "the case of the contract"),
            row("@example.com", INPUT_EMAIL, "example.com", "no user"),
            row("user@", INPUT_EMAIL, "no domain"),
            row("example.com@internal.example", INPUT_EMAIL, "internal.example", "would be user information in a URL"),
            row("a@b@example.com", INPUT_EMAIL, "two @"),
            row("user@example.com/path", INPUT_EMAIL, "a path: no mail address"),
            row("user@example.com\\x", INPUT_EMAIL, "a backslash: no mail address"),
            row("example.com/@user", INPUT_EMAIL, "an @ in a path"),
            row("mailto:user@example.com", INPUT_EMAIL, "example.com", "as a link"),
            row("mailto:example.com", INPUT_EMAIL, "example.com", "a link without @"),
            row("mailto:user@example.com?subject=a", INPUT_EMAIL, "more than an address"),
            row("User <user@example.com>", INPUT_EMAIL, "example.com", "with a name"),
            row("user@example.com,", INPUT_EMAIL, "example.com", "of a list"),
            row("user\uFF20example.com", INPUT_EMAIL, "example.com", "full-width @"),
            row("user%a@example.com", INPUT_EMAIL, "example.com", "email goes before percent"),
            row("user@[192.0.2.1]", INPUT_EMAIL, "an address literal has no policy"));

    private static final List<InputRow> PERCENTS_AND_PATHS = List.of(
            row("ex%61mple.com", INPUT_PERCENT, "nothing is decoded"),
            row("example.com%2Fpath", INPUT_PERCENT, "not even where it would be plain"),
            row("example.com%00", INPUT_PERCENT, "NUL, encoded"),
            row("192.0.2.1%eth0", INPUT_PERCENT, "IPv4 has no zones"),
            row("example.com/%61", INPUT_PERCENT, "percent goes before path"),
            row("example.com/", INPUT_PATH, "example.com", "slash"),
            row("example.com/a/b", INPUT_PATH, "example.com", "path"),
            row("example.com\\a", INPUT_PATH, "example.com", "backslash"),
            row("example.com?a", INPUT_PATH, "example.com", "query"),
            row("example.com#a", INPUT_PATH, "example.com", "fragment"),
            row("example.com:443/a", INPUT_PATH, "example.com", "path goes before port"),
            row("/example.com", INPUT_PATH, "nothing before it"),
            row("_dmarc.example.com/", INPUT_PATH, "the text before it is not a domain"),
            row("192.0.2.0/24", INPUT_PATH, "a network"));

    private static final List<InputRow> ADDRESSES = List.of(
            row("192.0.2.1", INPUT_IP, "dotted"),
            row("192.0.2.1.", INPUT_IP, "with a root dot"),
            row("192.0.2.1:443", INPUT_IP, "with a port"),
            row("[192.0.2.1]", INPUT_IP, "as in a mail address"),
            row("127.1", INPUT_IP, "short"),
            row("2130706433", INPUT_IP, "one decimal number"),
            row("0x7f000001", INPUT_IP, "one hexadecimal number"),
            row("0X7F.0.0.0x1", INPUT_IP, "hexadecimal parts"),
            row("0177.0.0.01", INPUT_IP, "octal parts"),
            row("1.2.3.4.5", INPUT_IP, "five parts: still ends in a number"),
            row("999.999.999.999", INPUT_IP, "out of range: still no name"),
            row("example.123", INPUT_IP, "no top-level domain is a number"),
            row("example.0x", INPUT_IP, "0x alone is zero to some"),
            row("\uFF11\uFF19\uFF12.\uFF10.\uFF12.\uFF11", INPUT_IP, "full-width digits"),
            row("192\u30020\u30022\u30021", INPUT_IP, "ideographic full stops"),
            row("\u2460.\u2461.\u2462.\u2463", INPUT_IP, "circled digits"),
            row("b\u00FCcher.1", INPUT_IP, "an international name that ends in a number"),
            row("::1", INPUT_IP, "IPv6"),
            row("::", INPUT_IP, "the unspecified address"),
            row("2001:DB8::1", INPUT_IP, "IPv6 in upper case"),
            row("[2001:db8::1]", INPUT_IP, "in brackets"),
            row("[2001:db8::1]:25", INPUT_IP, "in brackets, with a port"),
            row("[IPv6:2001:db8::1]", INPUT_IP, "as in a mail address"),
            row("fe80::1%eth0", INPUT_IP, "with a zone: ip goes before percent here"),
            row("::ffff:192.0.2.1", INPUT_IP, "IPv4 in IPv6"));

    private static final List<InputRow> PORTS_AND_LENGTHS = List.of(
            row("example.com:443", INPUT_PORT, "example.com", "port"),
            row("example.com:", INPUT_PORT, "example.com", "port without number"),
            row("localhost:8080", INPUT_PORT, "what is without the port is no domain either"),
            row("example.com:smtp", INPUT_INVALID_CHARACTER, "a service is not a port"),
            row("a:1:z", INPUT_INVALID_CHARACTER, "two colons, but neither port nor IPv6"),
            row(LONG + "a".repeat(62), INPUT_TOO_LONG, "254 characters"),
            row(LONG + "a_" + "a".repeat(60), INPUT_TOO_LONG, "too-long goes before underscore"),
            row("a.".repeat(130), INPUT_TOO_LONG, "many labels"),
            row("\u00E9".repeat(50).concat(".").repeat(5), INPUT_TOO_LONG, "255 characters, more in A-labels"),
            row("\u00E9".repeat(1500), INPUT_TOO_LONG, "more than ICU takes for a label"),
            row("\uFDFA".repeat(60), INPUT_TOO_LONG, "60 characters that are mapped to 1080"),
            row("xn--" + "9".repeat(2000), INPUT_TOO_LONG, "a long code"),
            row(LABEL + "a.example", INPUT_LABEL_TOO_LONG, "64 characters"),
            row(LABEL + "_.example", INPUT_LABEL_TOO_LONG, "label-too-long goes before underscore"),
            row("\u00E9".repeat(58) + ".example", INPUT_LABEL_TOO_LONG, "58 characters, 64 as an A-label"));

    private static final List<InputRow> CHARACTERS = List.of(
            row("_mta-sts.example.com", INPUT_UNDERSCORE, "example.com", "the name of a record"),
            row("_25._tcp.mx.example.com", INPUT_UNDERSCORE, "mx.example.com", "two such labels"),
            row("a_b.example.com", INPUT_UNDERSCORE, "example.com", "within a label"),
            row("_dmarc.com", INPUT_UNDERSCORE, "what is left is no domain"),
            row("example._com", INPUT_UNDERSCORE, "nothing is left"),
            row("xn--a_b.com", INPUT_UNDERSCORE, "underscore goes before idn-invalid"),
            row(" example.com", INPUT_INVALID_CHARACTER, "example.com", "space before"),
            row("example.com ", INPUT_INVALID_CHARACTER, "example.com", "space after"),
            row("example.com\u00A0", INPUT_INVALID_CHARACTER, "example.com", "no-break space after"),
            row("example com", INPUT_INVALID_CHARACTER, "space within"),
            row("example.com,", INPUT_INVALID_CHARACTER, "example.com", "comma of a list"),
            row("example.com;", INPUT_INVALID_CHARACTER, "example.com", "semicolon"),
            row("example.com!", INPUT_INVALID_CHARACTER, "example.com", "end of a sentence"),
            row("\"example.com\"", INPUT_INVALID_CHARACTER, "example.com", "quotes"),
            row("'example.com'", INPUT_INVALID_CHARACTER, "example.com", "single quotes"),
            row("\u201Eexample.com\u201C.", INPUT_INVALID_CHARACTER, "example.com", "German quotes"),
            row("\u00ABexample.com\u00BB", INPUT_INVALID_CHARACTER, "example.com", "French quotes"),
            row("<example.com>", INPUT_INVALID_CHARACTER, "example.com", "angle brackets"),
            row("`example.com`", INPUT_INVALID_CHARACTER, "example.com", "Markdown"),
            row("(example.com)", INPUT_INVALID_CHARACTER, "example.com", "brackets"),
            row("exam!ple.com", INPUT_INVALID_CHARACTER, "within, nothing is dropped"),
            row("example.com, example.org", INPUT_INVALID_CHARACTER, "two domains"),
            row("*", INPUT_INVALID_CHARACTER, "a star alone is no wildcard"),
            row("a*.example.com", INPUT_INVALID_CHARACTER, "nor is a part of a label"),
            row("\u2603.example", INPUT_INVALID_CHARACTER, "a symbol, which IDNA2003 accepts"),
            row("i\u2764.example", INPUT_INVALID_CHARACTER, "emoji, which UTS 46 accepts"),
            row("\uD83D\uDE00.example", INPUT_INVALID_CHARACTER, "emoji beyond the first plane"),
            row("example.c\u2100.example", INPUT_INVALID_CHARACTER, "mapped to a/c: a path out of nothing"),
            row("a\u2215b.example", INPUT_INVALID_CHARACTER, "looks like a slash"),
            row("a\uFE6Bb.example", INPUT_INVALID_CHARACTER, "mapped to an @"),
            row("a\uFE4Db.example", INPUT_INVALID_CHARACTER, "mapped to an underscore"),
            row("a\u20D0b.example", INPUT_INVALID_CHARACTER, "a mark for symbols, RFC 5892, 2.4"),
            row("\uD834\uDD65a.example", INPUT_INVALID_CHARACTER, "musical notation, RFC 5892, 2.4"),
            row("\u0640a.example", INPUT_INVALID_CHARACTER, "an exception, RFC 5892, 2.6"),
            row("\u1100.example", INPUT_INVALID_CHARACTER, "old Hangul Jamo, RFC 5892, 2.9"),
            row("\u3164.example", INPUT_INVALID_CHARACTER, "an invisible letter"),
            row("a\uFE0Fb.example", INPUT_INVALID_CHARACTER, "a variation selector, which UTS 46 drops"),
            row("\uD800.example", INPUT_INVALID_CHARACTER, "half of a character"),
            row("\uE000.example", INPUT_INVALID_CHARACTER, "private use"),
            row("\uFFFF.example", INPUT_INVALID_CHARACTER, "no character"),
            row("-\u2603.example", INPUT_INVALID_CHARACTER, "invalid-character goes before invalid"));

    private static final List<InputRow> LABELS = List.of(
            row("xn--example-.com", INPUT_IDN_INVALID, "decodes to ASCII only; goes before the hyphen at the edge"),
            row("xn--99999999999.com", INPUT_IDN_INVALID, "no Punycode"),
            row("xn--.com", INPUT_IDN_INVALID, "no code"),
            row("XN--A.com", INPUT_IDN_INVALID, "no Punycode, in upper case"),
            row("xn--n3h.com", INPUT_IDN_INVALID, "decodes to a symbol"),
            row("xn--i-7iq.ws", INPUT_IDN_INVALID, "decodes to emoji"),
            row("xn--Bcher-KVa.xn--example-.com", INPUT_IDN_INVALID, "only the second label"),
            row("xn--tda-.com", INPUT_IDN_INVALID, "trailing hyphen after a code"),
            row("xn--strae-oqa-.example", INPUT_IDN_INVALID, "the same, longer"),
            row(".", INPUT_INVALID, "the root"),
            row("\u3002", INPUT_INVALID, "the root, ideographic"),
            row("..", INPUT_INVALID, "two empty labels"),
            row(".example.com", INPUT_INVALID, "example.com", "leading dot"),
            row("example.com..", INPUT_INVALID, "example.com", "two root dots"),
            row("example..com", INPUT_INVALID, "empty label"),
            row("-example.com", INPUT_INVALID, "hyphen at the beginning"),
            row("example-.com", INPUT_INVALID, "hyphen at the end"),
            row("example.com-", INPUT_INVALID, "hyphen at the end of all"),
            row("-\u00E9.example", INPUT_INVALID, "hyphen before a letter that is not ASCII"),
            row("-.com", INPUT_INVALID, "hyphen alone"),
            row("*.example.com", INPUT_INVALID, "example.com", "wildcard"),
            row("*.com", INPUT_INVALID, "wildcard below the top"),
            row("*.*.example.com", INPUT_INVALID_CHARACTER, "example.com", "two wildcards are none"),
            row("\u0301a.example", INPUT_IDN_INVALID, "begins with a combining mark"),
            row("a\u200Db.example", INPUT_IDN_INVALID, "joiner where none may be, RFC 5892, A.2"),
            row("a\u00B7b.example", INPUT_IDN_INVALID, "middle dot, but not between l and l, RFC 5892, A.3"),
            row("a\u30FBb.example", INPUT_IDN_INVALID, "middle dot without Japanese, RFC 5892, A.7"),
            row("\u05D0a.example", INPUT_IDN_INVALID, "two directions in a label, RFC 5893"),
            row("\u05D0.1a.example", INPUT_IDN_INVALID, "a digit first, next to a label from right to left"),
            row("\u00E9a--b.example", INPUT_IDN_INVALID, "two hyphens in the third place, RFC 5891, 4.2.3.1"),
            row("-a.localhost", INPUT_INVALID, "invalid goes before special-use"));

    private static final List<InputRow> TOPS = List.of(
            row("localhost", INPUT_SINGLE_LABEL, "goes before special-use"),
            row("com", INPUT_SINGLE_LABEL, "a top-level domain"),
            row("com.", INPUT_SINGLE_LABEL, "with a root dot"),
            row("b\u00FCcher", INPUT_SINGLE_LABEL, "an international word"),
            row("a.localhost", INPUT_SPECIAL_USE, "RFC 6761, 6.3"),
            row("A.LOCAL.", INPUT_SPECIAL_USE, "RFC 6762"),
            row("a.invalid", INPUT_SPECIAL_USE, "RFC 6761, 6.4"),
            row("a.b.onion", INPUT_SPECIAL_USE, "RFC 7686"),
            row("a.alt", INPUT_SPECIAL_USE, "RFC 9476"),
            row("a.internal", INPUT_SPECIAL_USE, "private use"),
            row("a.home.arpa", INPUT_SPECIAL_USE, "RFC 8375"),
            row("home.arpa", INPUT_SPECIAL_USE, "RFC 8375, itself"),
            row("2.0.192.in-addr.arpa", INPUT_SPECIAL_USE, "RFC 3172"),
            row("\uFF4C\uFF4F\uFF43\uFF41\uFF4C.\uFF4C\uFF4F\uFF43\uFF41\uFF4C", INPUT_SPECIAL_USE, "full-width"),
            row("b\u00FCcher.local", INPUT_SPECIAL_USE, "below it an international name"));

    static Stream<InputRow> all() {
        return Stream.of(
                        NOTHING,
                        CONTROLS,
                        URLS,
                        MAIL,
                        PERCENTS_AND_PATHS,
                        ADDRESSES,
                        PORTS_AND_LENGTHS,
                        CHARACTERS,
                        LABELS,
                        TOPS)
                .flatMap(List::stream);
    }

    /** Not the text, which a test report could not hold. */
    @Override
    public String toString() {
        return code.code() + ": " + why;
    }

    private static InputRow row(String typed, InputFinding code, String why) {
        return row(typed, code, "", why);
    }

    private static InputRow row(String typed, InputFinding code, String suggestion, String why) {
        return new InputRow(typed, code, suggestion, why);
    }
}
