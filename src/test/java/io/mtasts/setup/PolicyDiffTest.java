package io.mtasts.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyDiffTest {

    private static final int TEXTS = 2_000;

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # before      | after     | difference
            a b c         | a b c     | =a =b =c
            a b c         | a x c     | =a -b +x =c
            a b           | a b c     | =a =b +c
            a b c         | b c       | -a =b =c
            -             | a b       | +a +b
            x y           | a         | -x -y +a
            b a           | a b       | -b =a +b
            a a b         | a b       | -a =a =b
            a d b c       | a b c d   | =a -d =b =c +d
            d a b c       | a b c d   | -d =a =b =c +d
            c b a d       | a b c d   | -c -b =a +b +c =d
            """)
    void between(String before, String after, String expected) {
        String old = before == null ? "" : before.replace(" ", "\r\n") + "\r\n";

        assertThat(text(PolicyDiff.between(old, after.replace(" ", "\r\n") + "\r\n"))
                        .split(" "))
                .containsExactly(expected.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"'a\nb'", "'a\nb\n'", "'a\r\nb\r\n'", "'a\rb\r'"})
    void between_lineEndsDoNotCount(String before) {
        assertThat(PolicyDiff.between(before, "a\r\nb\r\n").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"'a\nb\n\n'", "'a \nb\n'", "'\uFEFFa\nb\n'"})
    void between_otherDifferencesCount(String before) {
        assertThat(PolicyDiff.between(before, "a\r\nb\r\n").isEmpty()).isFalse();
    }

    /** Removing and adding the lines of the difference turns one text into the other, with no line more than needed. */
    @Test
    void between_transformsOneIntoTheOther() {
        Random random = new Random(8461);
        for (int i = 0; i < TEXTS; i++) {
            List<String> before = IntStream.range(0, random.nextInt(9))
                    .mapToObj(index -> "line " + random.nextInt(9))
                    .toList();
            List<String> after = IntStream.range(0, 1 + random.nextInt(9))
                    .mapToObj(index -> "line " + random.nextInt(9))
                    .distinct()
                    .toList();

            PolicyDiff difference = PolicyDiff.between(String.join("\n", before), String.join("\n", after));

            assertThat(side(difference, PolicyDiff.Change.ADDED)).isEqualTo(before);
            assertThat(side(difference, PolicyDiff.Change.REMOVED)).isEqualTo(after);
            assertThat(difference.lines().stream()
                            .filter(line -> line.change() == PolicyDiff.Change.KEPT)
                            .count())
                    .isEqualTo(longestCommon(before, after));
        }
    }

    /** All lines but those of one kind. */
    private static List<String> side(PolicyDiff difference, PolicyDiff.Change without) {
        return difference.lines().stream()
                .filter(line -> line.change() != without)
                .map(PolicyDiff.Line::text)
                .toList();
    }

    private static int longestCommon(List<String> a, List<String> b) {
        int[][] length = new int[a.size() + 1][b.size() + 1];
        for (int i = 1; i <= a.size(); i++) {
            for (int j = 1; j <= b.size(); j++) {
                length[i][j] = a.get(i - 1).equals(b.get(j - 1))
                        ? length[i - 1][j - 1] + 1
                        : Math.max(length[i - 1][j], length[i][j - 1]);
            }
        }
        return length[a.size()][b.size()];
    }

    private static String text(PolicyDiff difference) {
        return difference.lines().stream()
                .map(line -> switch (line.change()) {
                            case KEPT -> "=";
                            case REMOVED -> "-";
                            case ADDED -> "+";
                        }
                        + line.text())
                .collect(Collectors.joining(" "));
    }
}
