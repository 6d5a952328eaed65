package io.mtasts.sts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyRepairTest {

    private static final String VALID = "version: STSv1\nmode: enforce\nmx: mx.example.com\nmax_age: 1209600\n";

    /** In the tables, ⏎ stands for LF, ␍ for CR, and "none" for no corrected text. */
    private static String decoded(String text) {
        return text.replace('⏎', '\n').replace('␍', '\r');
    }

    private static PolicyRepair repair(String policy, String... mxHosts) {
        return PolicyRepair.of(decoded(policy), List.of(mxHosts)).orElseThrow();
    }

    private static String corrected(PolicyRepair repair) {
        return repair.text().orElse("none");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # field | what is written instead | corrected
                    version | verson: STSv1      | version: STSv1
                    version | Version1: stsv1    | version: STSv1
                    version | vers: STSv1        | version: STSv1⏎vers: STSv1
                    version | verson: 1          | version: STSv1⏎verson: 1
                    version | v: STSv1           | version: STSv1
                    version | v: 1               | version: STSv1⏎v: 1
                    mode    | moed: testing      | mode: testing
                    mode    | meed: testing      | none
                    mode    | mod: on            | none
                    mx      | mxs: a.example     | mx: a.example
                    mx      | XM: a.example      | mx: a.example
                    mx      | mx12: a.example    | mx: a.example
                    mx      | mx123: a.example   | none
                    mx      | mxx: a.example     | none
                    mx      | mxs: mail          | none
                    mx      | mxs: 192.0.2.25    | none
                    max_age | maxage: 604809     | max_age: 604809
                    max_age | maxages: 604800    | maxages: 604800⏎max_age: 1209600
                    max_age | maxage: 2w         | maxage: 2w⏎max_age: 1209600
                    """)
    void text_adoptsMisspelledNameOfMissingField(String field, String written, String corrected) {
        String line = "(?m)^" + field + ": .*";

        assertThat(corrected(repair(VALID.replaceFirst(line, written))))
                .isEqualTo(corrected.equals("none") ? "none" : VALID.replaceFirst(line, decoded(corrected)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # line after the valid ones | corrected
                    verson: STSv1               | verson: STSv1⏎
                    mod: testing                | mod: testing⏎
                    mxs: a.example              | mxs: a.example⏎
                    maxage: 604800              | maxage: 604800⏎
                    v: 1                        | v: 1⏎
                    x: v=STSv1; id=1            | x: v=STSv1; id=1⏎
                    v: STSv1; id=1              | ''
                    v=STSv1; id=1               | ''
                    EOF                         | ''
                    """)
    void text_keepsExtensionsBesideValidFields(String line, String corrected) {
        assertThat(corrected(repair(VALID + line + "\n"))).isEqualTo(VALID + decoded(corrected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # beginning | corrected
                    mode: enforce⏎version: STSv1                | mode: enforce⏎version: STSv1
                    mode: enforce⏎Version: STSv1                | version: STSv1⏎mode: enforce
                    mode: enforce⏎version: STSv2                | version: STSv1⏎mode: enforce
                    version: STSv1⏎mode: wrong⏎mode: enforce     | version: STSv1⏎mode: enforce
                    version: STSv1⏎mode: enforce⏎mode: wrong     | version: STSv1⏎mode: enforce
                    version: STSv1⏎Max_age: 604800⏎mode: enforce | version: STSv1⏎mode: enforce
                    """)
    void text_keepsTheFieldThatCounts(String written, String corrected) {
        String beginning = "version: STSv1\nmode: enforce";

        assertThat(corrected(repair(VALID.replace(beginning, written))))
                .isEqualTo(VALID.replace(beginning, decoded(corrected)));
    }

    /** The other text may be meant as a field that is missing. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # policy before a line of other text, if the mail servers are a.example and b.example | corrected
                    version: STSv1⏎mode: enforce⏎mx: a.example⏎max_age: 604800⏎       | version: STSv1⏎mode: enforce⏎mx: a.example⏎max_age: 604800⏎
                    v=STSv1; id=1⏎mode: enforce⏎mx: a.example⏎max_age: 604800⏎        | version: STSv1⏎mode: enforce⏎mx: a.example⏎max_age: 604800⏎
                    mode: enforce⏎mx: a.example⏎max_age: 604800⏎                      | none
                    mode: enforce⏎mx: a.example⏎mx: ...⏎max_age: 604800⏎              | none
                    version: STSv1⏎mode: enforce⏎mx: a.example⏎                       | none
                    version: STSv1⏎mode: enforce⏎max_age: 604800⏎                     | none
                    version: STSv1⏎mode: enforce⏎mx: *⏎max_age: 604800⏎               | none
                    version: STSv1⏎mode: enforce⏎mx: a.example⏎mx: *⏎max_age: 604800⏎ | version: STSv1⏎mode: enforce⏎mx: a.example⏎mx: b.example⏎max_age: 604800⏎
                    version: STSv1⏎mode: none⏎max_age: 86400⏎                         | version: STSv1⏎mode: none⏎max_age: 86400⏎
                    version: STSv1⏎mode: none⏎mx: *⏎max_age: 86400⏎                   | version: STSv1⏎mode: none⏎max_age: 86400⏎
                    """)
    void text_removesOtherTextUnlessItMayHideAField(String policy, String corrected) {
        assertThat(corrected(repair(policy + "EOF⏎", "a.example", "b.example"))).isEqualTo(decoded(corrected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # policy, if the mail servers are a.example and b.example | numbers of the lines with their replacements
                    version: STSv1⏎mode: enforce⏎mx: a.example⏎max_age: 604800⏎                      | ''
                    Version: STSv1⏎mode: enforce⏎mx: a.example⏎max_age: 604800⏎                      | 1 version: STSv1
                    mode: enforce⏎version: STSv2⏎mx: a.example⏎max_age: 604800⏎                      | 2
                    v=STSv1; id=1⏎mode: enforce⏎mx: a.example⏎max_age: 604800⏎                       | 1 version: STSv1
                    v=STSv1; id=1⏎version : STSv1⏎mode: enforce⏎mx: a.example⏎max_age: 604800⏎       | 1, 2
                    version: STSv1⏎mode: enforce⏎mode: enforce⏎mx: a.example⏎max_age: 604800⏎        | 3
                    version: STSv1⏎mode: enforce⏎mx: *⏎mx: 192.0.2.25⏎max_age: 604800⏎               | 3 mx: a.example/mx: b.example, 4
                    version: STSv1⏎mode: enforce⏎mx: a.example⏎mx: *⏎mx: 192.0.2.25⏎max_age: 604800⏎ | 4 mx: b.example, 5
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

    @Test
    void of_readsNoTextThatIsTooLong() {
        String longest = VALID + "x".repeat(Policy.MAX_LENGTH - VALID.length());

        assertThat(PolicyRepair.of(longest, List.of()).flatMap(PolicyRepair::text))
                .contains(VALID);
        assertThat(PolicyRepair.of(longest + "x", List.of())).isEmpty();
    }
}
