package io.mtasts.name;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.finding.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every text, tried with random ones that are the same in every run. */
class AnyTextTest {

    private static final int TEXTS = 2_000;

    /** Pieces that mean something to a rule, so that random texts get past the first one. */
    private static final List<String> PIECES = List.of(
            "example.com",
            "example",
            "a",
            "1",
            "0x7f",
            ".",
            ".",
            ".",
            "-",
            "--",
            "xn--",
            "bcher-kva",
            "ü",
            "ß",
            "а",
            "日",
            "א",
            "٣",
            "\u0301",
            "\u200D",
            "\u200B",
            "\uFE0F",
            "。",
            "．",
            "＠",
            "／",
            "１",
            "①",
            "℀",
            "_",
            "*.",
            "@",
            ":",
            ":443",
            "/",
            "//",
            "https://",
            "%",
            "%61",
            "\\",
            "[",
            "]",
            "::1",
            " ",
            "\t",
            "\r\n",
            "\u0000",
            "\u202E",
            "\uD83D",
            "\uDE00",
            "😀",
            ",",
            "\"",
            "{subject}",
            "}",
            "localhost",
            "arpa",
            "İ",
            "ﷺ",
            "ᄒ");

    @ParameterizedTest
    @ValueSource(longs = {1, 8461, 20_261_123})
    void parse_holdsForPieces(long seed) {
        Random random = new Random(seed);
        Stream.generate(() -> ofPieces(random)).limit(TEXTS).forEach(AnyTextTest::check);
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 8460})
    void parse_holdsForAnyCharacters(long seed) {
        Random random = new Random(seed);
        Stream.generate(() -> ofCharacters(random)).limit(TEXTS).forEach(AnyTextTest::check);
    }

    /** The bound is far above what it takes, some 50 ms: it only finds what is quadratic. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "a.", "ü", "xn--a.", "_.", "*.", "<", "[", ":443", "@", "//", " ", "\u200B", "\uD83D"})
    void parse_isLinear(String piece) {
        String megabyte = piece.repeat((1 << 20) / piece.length());

        Assertions.assertTimeout(Duration.ofSeconds(30), () -> check(megabyte));
    }

    private static void check(String typed) {
        DomainInput input = DomainInput.parse(typed);

        assertThat(input.findings()).allSatisfy(AnyTextTest::checkBounds);
        assertThat(input.name().isPresent())
                .as(typed)
                .isEqualTo(input.rejection().isEmpty());
        input.name().ifPresent(name -> checkAccepted(name, input.unicode()));
        input.suggestion()
                .ifPresent(name ->
                        assertThat(DomainInput.parse(name.ascii()).name()).contains(name));
    }

    /** The name is its own parse, from either of its forms. */
    private static void checkAccepted(DomainName name, String unicode) {
        assertThat(DomainName.of(name.ascii())).contains(name);
        assertThat(name.labels()).isGreaterThan(1);
        DomainInput again = DomainInput.parse(name.ascii());
        assertThat(again.name()).contains(name);
        assertThat(again.unicode()).isEqualTo(unicode);
        assertThat(DomainInput.parse(unicode)).isEqualTo(again);
        assertThat(Idna.toAscii(unicode)).contains(name.ascii());
    }

    private static void checkBounds(Finding finding) {
        assertThat(finding.subject()).hasSizeLessThanOrEqualTo(Echo.MAX_LENGTH);
        assertThat(finding.found()).hasSizeLessThanOrEqualTo(DomainName.MAX_LENGTH);
        assertThat(finding.message() + finding.remedy() + finding.publish())
                .as("can be encoded, and acts on nothing")
                .matches(text -> text.codePoints()
                        .noneMatch(c -> Characters.isControl(c) || Character.getType(c) == Character.SURROGATE));
    }

    private static String ofPieces(Random random) {
        StringBuilder text = new StringBuilder();
        for (int pieces = random.nextInt(7) + 1; pieces > 0; pieces--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    /** Any code points, lone surrogates among them, in what else is a name. */
    private static String ofCharacters(Random random) {
        StringBuilder text = new StringBuilder("a");
        for (int count = random.nextInt(3) + 1; count > 0; count--) {
            int bound = random.nextBoolean() ? Character.MAX_CODE_POINT + 1 : 0x3100;
            text.appendCodePoint(random.nextInt(bound));
        }
        return text.append(".example").toString();
    }
}
