package io.mtasts.name;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.finding.Finding;
import io.mtasts.text.DisplayText;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every text, tried with texts put together of what the rules look for; the seed is the reason. */
@Tag("slow")
class DomainInputPropertyTest {

    private static final int TEXTS = Integer.getInteger("mta-sts.test.inputs", 2_000);

    private static final List<String> PARTS = List.of(
            "a",
            "b",
            "Z",
            "1",
            "example",
            "com",
            "localhost",
            "bücher",
            "ß",
            "ς",
            "é",
            "e\u0301",
            "\u0301",
            "а",
            "日本",
            "カ",
            "אב",
            "ب",
            "१",
            "١",
            "क्\u200Dष",
            "\u200C",
            "l·l",
            "한",
            "\u1100\u1161",
            "ﷺ",
            "①",
            "İ",
            "ﬀ",
            "ｅ",
            "\u3002",
            ".",
            ".",
            ".",
            ".",
            "-",
            "--",
            "xn--",
            "xn--bcher-kva",
            "xn--a",
            "_",
            "@",
            ":",
            "://",
            "https://",
            "mailto:",
            "/",
            "?",
            "#",
            "\\",
            "%41",
            "[",
            "]",
            "0x",
            "127",
            "::1",
            "*.",
            " ",
            "\t",
            "\r\n",
            "\0",
            "\"",
            "<",
            ">",
            ",",
            "“",
            "\u202E",
            "\u200B",
            "\uFEFF",
            "\uFE0F",
            "☃",
            "\uD83D\uDE00",
            "\uD800",
            "\uDC00",
            "\u20D0",
            "\u2100",
            "\uFF20",
            "\uFF0F");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void parse_partsOfRules(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < TEXTS; i++) {
            StringBuilder typed = new StringBuilder();
            for (int parts = random.nextInt(8); parts >= 0; parts--) {
                typed.append(PARTS.get(random.nextInt(PARTS.size())));
            }
            assertValid(typed.toString());
            assertValid(typed + ".example");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void parse_anyCodePoints(long seed) {
        Random random = new Random(seed);
        int[] ends = {0x80, 0x800, 0x3000, 0x10000, 0x110000};
        for (int i = 0; i < TEXTS; i++) {
            StringBuilder typed = new StringBuilder();
            for (int left = random.nextInt(6); left >= 0; left--) {
                typed.appendCodePoint(random.nextInt(ends[random.nextInt(ends.length)]));
            }
            assertValid(typed.toString());
            assertValid(typed + ".example");
        }
    }

    private static void assertValid(String typed) {
        DomainInput input = DomainInput.parse(typed);
        input.accepted()
                .ifPresentOrElse(
                        accepted -> assertValidName(accepted, accepted.name()), () -> assertValidRejection(input));
    }

    private static void assertValidName(DomainInput.Accepted input, DomainName name) {
        assertThat(DomainInput.parse(name.ascii())).as("idempotent").isEqualTo(input);
        assertThat(DomainInput.parse(input.unicode())).as("round trip").isEqualTo(input);
        assertThat(Idna.toAscii(input.unicode())).contains(name.ascii());
        assertThat(DomainName.of(name.ascii())).contains(name);
        assertThat(name.endsNumeric()).isFalse();
        assertThat(name.labels()).isGreaterThan(1);
    }

    private static void assertValidRejection(DomainInput input) {
        Finding rejection = input.findings().get(0);
        assertThat(rejection.subject()).hasSizeLessThanOrEqualTo(DisplayText.MAX_LENGTH);
        assertThat(rejection.evidence()).hasSizeLessThanOrEqualTo(DisplayText.MAX_LENGTH);
        String suggestion = rejection.suggestedText();
        if (!suggestion.isEmpty()) {
            DomainInput suggested = DomainInput.parse(suggestion);
            assertThat(suggested.accepted().map(DomainInput.Accepted::name))
                    .as("a suggestion is accepted")
                    .contains(new DomainName(suggestion));
            assertThat(((DomainInput.Rejected) input).suggestion()).isEqualTo(suggested.accepted());
        }
    }
}
