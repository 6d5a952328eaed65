package io.mtasts.name;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.finding.Finding;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DomainInputTest {

    private static final String LABEL_63 = "a".repeat(63);

    /** 63 + 63 + 63 characters with their three dots, so that 61 more make 253. */
    private static final String THREE_LABELS = (LABEL_63 + ".").repeat(3);

    @ParameterizedTest(name = "{0} {2}")
    @CsvSource(delimiter = '|', textBlock = """
        example.com                 | example.com           | plain
        example.com.                | example.com           | fully qualified
        EXAMPLE.Com                 | example.com           | case says nothing in DNS
        a.b.c.d.e.f.example         | a.b.c.d.e.f.example   | any depth
        r3---sn.example             | r3---sn.example       | hyphens in the third and fourth place are in use
        ab--c.example               | ab--c.example         | so they are, without xn
        1.example                   | 1.example             | digits are a label, only not the last one
        example.1a                  | example.1a            | not a number
        example.0xg                 | example.0xg           | not a number either
        www.example.com             | www.example.com       | its own domain; no prefix is cut off
        mta-sts.example.com         | mta-sts.example.com   | likewise
        host.test                   | host.test             | laboratories use test
        host.example                | host.example          | documentation uses example
        internal.example            | internal.example      | reserved only as the last label
        notlocal.notarpa            | notlocal.notarpa      | whole labels are reserved
        ｅｘａｍｐｌｅ．ｃｏｍ       | example.com           | full-width letters and dot
        example。com                | example.com           | ideographic full stop
        example｡com                 | example.com           | and its half-width form
        """)
    void parse_plain(String typed, String ascii, String why) {
        DomainInput input = DomainInput.parse(typed);

        assertThat(input.name()).as(why).contains(new DomainName(ascii));
        assertThat(input.unicode()).isEqualTo(ascii);
        assertThat(input.findings()).isEmpty();
        assertThat(input.suggestion()).isEmpty();
    }

    @ParameterizedTest(name = "{0} {3}")
    @CsvSource(delimiter = '|', textBlock = """
        straße.example          | xn--strae-oqa.example    | straße.example  | not strasse.example, another domain
        faß.de                  | xn--fa-hia.de            | faß.de          | non-transitional
        βόλος.com               | xn--nxasmm1c.com         | βόλος.com       | final sigma stays
        BÜCHER.example          | xn--bcher-kva.example    | bücher.example  | upper case is mapped
        bu\u0308cher.example    | xn--bcher-kva.example    | bücher.example  | decomposed, as file names of macOS
        bücher。example．        | xn--bcher-kva.example    | bücher.example  | other full stops, one as the root dot
        XN--BCHER-KVA.example   | xn--bcher-kva.example    | bücher.example  | typed as A-label
        क्\u200Dष.com             | xn--11b2ezcw70k.com      | क्\u200Dष.com     | a joiner after a virama has meaning
        l·l.cat                 | xn--ll-0ea.cat           | l·l.cat         | the middle dot between two l
        אב.com                  | xn--4dbc.com             | אב.com          | right to left
        ᄒ\u1161\u11ab글.kr       | xn--bj0bj06e.kr          | 한글.kr          | Hangul composed of Jamo
        日本語abcカナ.jp           | xn--abc-mj4b4fp673ao4bc84j.jp | 日本語abcカナ.jp  | Japanese mixes scripts rightly
        中文ab.com               | xn--ab-py2cs33g.com      | 中文ab.com       | as does Chinese
        пример.com              | xn--e1afmkfd.com         | пример.com      | one script in each label
        bücher-r3---sn.example  | xn--bcher-r3---sn-wob.example | bücher-r3---sn.example | hyphens elsewhere
        r3---sn.bücher.example  | r3---sn.xn--bcher-kva.example | r3---sn.bücher.example | the rule is for U-labels
        """)
    void parse_internationalised(String typed, String ascii, String unicode, String why) {
        DomainInput input = DomainInput.parse(typed);

        assertThat(input.name()).as(why).contains(new DomainName(ascii));
        assertThat(input.unicode()).isEqualTo(unicode);
        assertThat(codes(input)).isEqualTo("INPUT_IDN");
        assertThat(DomainInput.parse(unicode).name()).isEqualTo(input.name());
    }

    @ParameterizedTest(name = "{0} {2}")
    @CsvSource(delimiter = '|', textBlock = """
        exаmple.com         | xn--exmple-4nf.com  | Cyrillic а in a Latin word
        xn--exmple-4nf.com  | xn--exmple-4nf.com  | the same, typed as A-label
        αbc.com             | xn--bc-b9b.com      | Greek and Latin
        example.аbc.com     | example.xn--bc-6kc.com | in any label
        """)
    void parse_mixedScript(String typed, String ascii, String why) {
        DomainInput input = DomainInput.parse(typed);

        assertThat(input.name()).as(why).contains(new DomainName(ascii));
        assertThat(codes(input)).isEqualTo("INPUT_IDN, INPUT_MIXED_SCRIPT");
        assertThat(input.findings()).allSatisfy(f -> assertThat(f.message()).contains(ascii));
    }

    static Stream<Arguments> lengths() {
        String accepted = "";
        return Stream.of(
                Arguments.of(THREE_LABELS + "a".repeat(52), accepted, "244: the last that _mta-sts. fits before"),
                Arguments.of(THREE_LABELS + "a".repeat(53), accepted, "245: a domain all the same"),
                Arguments.of(THREE_LABELS + "a".repeat(61), accepted, "253"),
                Arguments.of(THREE_LABELS + "a".repeat(61) + ".", accepted, "253 and the root dot"),
                Arguments.of(THREE_LABELS + "a".repeat(62), "INPUT_TOO_LONG", "254"),
                Arguments.of(THREE_LABELS + "a".repeat(64), "INPUT_TOO_LONG", "the whole before its label"),
                Arguments.of(LABEL_63 + ".example", accepted, "a label of 63"),
                Arguments.of(LABEL_63 + "a.example", "INPUT_LABEL_TOO_LONG", "a label of 64"),
                Arguments.of("ü".repeat(57) + ".example", "INPUT_IDN", "63 as A-label"),
                Arguments.of("ü".repeat(58) + ".example", "INPUT_LABEL_TOO_LONG", "64 as A-label, 58 as typed"),
                Arguments.of("u\u0308".repeat(57) + ".example", "INPUT_IDN", "114 as typed, 63 as A-label"),
                Arguments.of(("ü".repeat(30) + ".").repeat(7) + "a", "INPUT_TOO_LONG", "218 as typed"),
                Arguments.of("ü".repeat(1 << 20), "INPUT_TOO_LONG", "no Punycode of a megabyte"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("lengths")
    void parse_length(String typed, String codes, String why) {
        assertThat(codes(DomainInput.parse(typed))).as(why).isEqualTo(codes);
    }

    @Test
    void parse_subjectIsWhatWasTyped() {
        Finding rejection =
                DomainInput.parse("https://Example.com/{found}").rejection().orElseThrow();

        assertThat(rejection.subject()).isEqualTo("https://Example.com/{found}");
        assertThat(rejection.message()).isEqualTo("https://Example.com/{found} is a web address, not a domain name.");
    }

    private static String codes(DomainInput input) {
        return input.findings().stream().map(f -> f.code().name()).collect(Collectors.joining(", "));
    }

    /** Guards the catalogue: no entry without words, and only placeholders that exist. */
    @Test
    void catalogue() {
        assertThat(Arrays.stream(InputFinding.values()).map(code -> code.about("x")))
                .hasSize(18)
                .allSatisfy(finding -> {
                    assertThat(finding.message()).isNotBlank();
                    assertThat(finding.remedy()).isNotBlank();
                    assertThat(finding.code().entry().reference()).isNotBlank();
                });
    }

    @Test
    void catalogue_everyCodeIsRaised() {
        Stream<String> accepted = Stream.of("exаmple.com");
        Stream<String> tooLong = lengths().map(length -> (String) length.get()[0]);
        Stream<String> rejected = RejectionTest.all().map(Rejection::typed);

        assertThat(Stream.of(accepted, tooLong, rejected)
                        .flatMap(typed -> typed)
                        .flatMap(typed -> DomainInput.parse(typed).findings().stream())
                        .map(Finding::code)
                        .distinct())
                .containsExactlyInAnyOrder(InputFinding.values());
    }
}
