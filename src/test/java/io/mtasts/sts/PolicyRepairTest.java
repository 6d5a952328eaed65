package io.mtasts.sts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyRepairTest {

    /** In the tables, ⏎ stands for LF and ␍ for CR. */
    private static String decoded(String text) {
        return text.replace('⏎', '\n').replace('␍', '\r');
    }

    private static PolicyRepair repair(String policy, String... mxHosts) {
        return PolicyRepair.of(decoded(policy), List.of(mxHosts)).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # policy, if the mail servers are a.example and b.example | numbers of the lines with their replacements
                    version: STSv1␍␍mode: enforce␍mx: a.example␍␍␍max_age: 604800␍                    | 2, 5, 6
                    version: STSv1␍␍⏎mode: enforce␍␍⏎␍mx: a.example⏎max_age: 604800⏎                  | 3
                    """)
    void changedLines(String policy, String expected) {
        PolicyRepair repair = repair(policy, "a.example", "b.example");

        assertThat(repair.changedLines().stream()
                        .map(number -> (number + " "
                                        + repair.replacement(number)
                                                .orElseThrow()
                                                .replace('\n', '/'))
                                .strip())
                        .collect(Collectors.joining(", ")))
                .isEqualTo(expected);
    }

    @Test
    void changedPart_hasTheEndOfARemovedLine() {
        PolicyRepair repair = repair("version: STSv1␍␍␍mode: enforce␍⏎␍␍⏎⏎mx: a.example");

        assertThat(repair.changedLines()).extracting(repair::changedPart).containsExactly("\r", "\r", "\r\r\n", "\n");
    }
}
