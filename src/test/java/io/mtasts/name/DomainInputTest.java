package io.mtasts.name;

import static io.mtasts.name.InputFinding.INPUT_IDN;
import static io.mtasts.name.InputFinding.INPUT_MIXED_SCRIPT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtasts.finding.Finding;
import io.mtasts.finding.Severity;
import io.mtasts.text.DisplayText;
import io.mtasts.text.LinearTimeAssertions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainInputTest {

    @ParameterizedTest
    @MethodSource("io.mtasts.name.InputRow#all")
    void parse_notADomain(InputRow row) {
        DomainInput input = DomainInput.parse(row.typed());

        assertThat(input).isInstanceOf(DomainInput.Rejected.class);
        assertThat(input.accepted()).isEmpty();
        Finding rejection = onlyFinding(input);
        assertThat(rejection.code()).isEqualTo(row.code());
        assertThat(rejection.severity()).isEqualTo(Severity.ERROR);
        assertThat(rejection.suggestedText()).isEqualTo(row.suggestion());
        assertThat(rejection.message() + rejection.remedy())
                .doesNotContain("{")
                .hasSizeLessThan(600)
                .matches(text -> text.codePoints().noneMatch(DisplayText::isInvisible));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # typed                    | name                            | why
                    example.com                | example.com                     | plain
                    example.com.               | example.com                     | one root dot
                    Example.COM                | example.com                     | case
                    EXAMPLE.IN                 | example.in                      | no Turkish i
                    a.b.c.d.example.com        | a.b.c.d.example.com             | deep
                    1.example                  | 1.example                       | a number that is not last
                    0x7f.example               | 0x7f.example                    | nor is this
                    example.0xg                | example.0xg                     | no hexadecimal number
                    1e100.net                  | 1e100.net                       | begins with a digit
                    3com.com                   | 3com.com                        | RFC 1123, 2.1
                    r3---sn-abc.example        | r3---sn-abc.example             | hyphens in the third place without xn
                    a-b.example                | a-b.example                     | a hyphen within
                    a.test                     | a.test                          | for laboratories
                    a.example                  | a.example                       | for documentation
                    local.example              | local.example                   | reserved only at the top
                    notlocal.mylocal           | notlocal.mylocal                | ends like one that is reserved
                    mylocalhost.com            | mylocalhost.com                 | contains one that is reserved
                    www.example.com            | www.example.com                 | nothing is cut off
                    mailto.example             | mailto.example                  | no scheme without colon
                    https.example              | https.example                   | nor here
                    dead.beef                  | dead.beef                       | hexadecimal letters only
                    ｅｘａｍｐｌｅ．ｃｏｍ              | example.com                     | full-width
                    example。com                | example.com                     | ideographic full stop
                    """)
    void parse_domain(String typed, String name, String why) {
        DomainInput.Accepted input = accepted(typed);

        assertThat(input.name()).as(why).isEqualTo(new DomainName(name));
        assertThat(input.unicode()).isEqualTo(name);
        assertThat(input.findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # typed                    | name                            | unicode          | why
                    bücher.example             | xn--bcher-kva.example           | bücher.example   | U-label
                    BÜCHER.example             | xn--bcher-kva.example           | bücher.example   | upper case
                    xn--bcher-kva.example      | xn--bcher-kva.example           | bücher.example   | A-label
                    XN--Bcher-KVA.example.     | xn--bcher-kva.example           | bücher.example   | A-label in upper case
                    bu\u0308cher.example       | xn--bcher-kva.example           | bücher.example   | decomposed
                    straße.example             | xn--strae-oqa.example           | straße.example   | not strasse, IDNA2003
                    xn--strae-oqa.example      | xn--strae-oqa.example           | straße.example   | the same
                    βόλος.example              | xn--nxasmm1c.example            | βόλος.example    | final sigma
                    l·l.example                | xn--ll-0ea.example              | l·l.example      | Catalan, RFC 5892, A.3
                    क्\u200Dष.example           | xn--11b2ezcw70k.example         | क्\u200Dष.example | joiner, RFC 5892, A.2
                    한국.example                | xn--3e0b707e.example            | 한국.example      | Hangul
                    \u1112\u1161\u11ab\u1100\u116e\u11a8.example | xn--3e0b707e.example | 한국.example | Hangul, decomposed
                    例え.テスト                   | xn--r8jz45g.xn--zckzah          | 例え.テスト        | all labels
                    אבג.example                | xn--4dbcd.example               | אבג.example      | from right to left
                    ᏣᎳᎩ.example                | xn--f9dt7l.example              | ᏣᎳᎩ.example      | Cherokee, whose capital letters are the stable ones
                    é--c.example               | xn----c-9la.example             | é--c.example     | hyphens in the second place
                    """)
    void parse_idn(String typed, String name, String unicode, String why) {
        DomainInput.Accepted input = accepted(typed);

        assertThat(input.name()).as(why).isEqualTo(new DomainName(name));
        assertThat(input.unicode()).isEqualTo(unicode);
        Finding idn = onlyFinding(input);
        assertThat(idn.code()).isEqualTo(INPUT_IDN);
        assertThat(idn.evidence()).isEqualTo(name);
        assertThat(idn.subject()).isEqualTo(unicode);
    }

    @Test
    void parse_mixedScript() {
        DomainInput.Accepted input = accepted("ex\u0430mple.com");

        assertThat(input.name()).isEqualTo(new DomainName("xn--exmple-4nf.com"));
        assertThat(input.findings())
                .extracting(Finding::code)
                .map(Object.class::cast)
                .containsExactly(INPUT_IDN, INPUT_MIXED_SCRIPT);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 51, 52, 61})
    void parse_longest(int last) {
        String label = "a".repeat(63);
        String typed = label + "." + label + "." + label + "." + "a".repeat(last);

        assertThat(accepted(typed).name()).isEqualTo(new DomainName(typed));
        assertThat(accepted(typed + ".").name()).isEqualTo(new DomainName(typed));
    }

    @Test
    void parse_longestALabels() {
        assertThat(accepted("\u00E9".repeat(57) + ".example").name().ascii().indexOf('.'))
                .isEqualTo(63);
    }

    @Test
    void parse_displayedTextIsBoundedAndInert() {
        Finding rejection = onlyFinding(DomainInput.parse("\u202E<b>\r\n" + "x".repeat(1_000_000)));

        assertThat(rejection.subject()).startsWith("\uFFFD<b>\u240D\u240Ax").hasSize(DisplayText.MAX_LENGTH);
        assertThat(rejection.evidence()).isEqualTo("U+202E");
    }

    /** Characters that some step could take in quadratic time, or deeper than the stack. */
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a.",
                "é",
                "é.",
                ".",
                "。",
                "-",
                "_",
                "0",
                "1.",
                ":",
                ":0",
                "@",
                "%",
                "/",
                "\\",
                "[",
                "<",
                "\"",
                " ",
                "*.",
                "xn--",
                "xn--a.",
                "\u0301",
                "\u0316\u0301",
                "\u200D",
                "\u200B",
                "\uFE0F",
                "\uFDFA",
                "\uD83D\uDE00",
                "\uD800"
            })
    void parse_takesLinearTime(String filler) {
        LinearTimeAssertions.of(filler, much -> {
            assertThat(DomainInput.parse(much).accepted()).isEmpty();
            assertThat(DomainInput.parse("a" + much + "b").accepted()).isEmpty();
            assertThat(Idna.toAscii(much)).isEmpty();
            assertThat(DomainName.of(much)).isEmpty();
        });
    }

    @Test
    void parse_raisesTheWholeCatalogue() {
        Set<InputFinding> raised = InputRow.all().map(InputRow::code).collect(Collectors.toSet());
        raised.addAll(List.of(INPUT_IDN, INPUT_MIXED_SCRIPT)); // parse_mixedScript

        assertThat(raised).isEqualTo(EnumSet.allOf(InputFinding.class));
    }

    @Test
    void accepted_hasNoErrors() {
        DomainName name = new DomainName("example.com");
        List<Finding> error = List.of(InputFinding.INPUT_EMPTY.about(""));

        assertThatThrownBy(() -> new DomainInput.Accepted(name, "example.com", error))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "bank, true, listed",
        "COM., true, upper case and a root dot",
        "рф, true, as U-label",
        "example.com, true, as everywhere",
        "co.uk, true, a suffix of two labels",
        "localhost, false, not listed",
        "mail, false, a word",
        "test, false, reserved",
        "bank com, false, breaks another rule"
    })
    void parseWithTopLevel(String typed, boolean accepted, String why) {
        assertThat(DomainInput.parseWithTopLevel(typed).accepted().isPresent())
                .as(why)
                .isEqualTo(accepted);
    }

    private static DomainInput.Accepted accepted(String typed) {
        return DomainInput.parse(typed).accepted().orElseThrow();
    }

    private static Finding onlyFinding(DomainInput input) {
        assertThat(input.findings()).hasSize(1);
        return input.findings().get(0);
    }
}
