package io.mtasts.sts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StsRecordRepairTest {

    private static StsRecordRepair repair(String text) {
        return StsRecordRepair.of(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    # record | corrected
                    v=STSv1\\; x=a\\; id=b         | v=STSv1; x=a; id=b
                    v=STSv1; x=a\\; id=b           | v=STSv1; x=a\\; id=b
                    TXT "v=STSv1; x=\\"a\\"; id=b" | v=STSv1; x="a"; id=b
                    x=1 v=STSv1; id=b              | v=STSv1; x=1; id=b
                    v=STSv1; ID: a; id: b          | v=STSv1; id=b
                    v=STSv1; id: a; ID: b          | v=STSv1; id=a
                    v=STSv1; ID=a; id: b           | v=STSv1; id=b
                    v=STSv1; id=b x=1,2            | v=STSv1; id=b; x=1,2
                    v=STSv1; id=b x: 1,2           | v=STSv1; id=b; x=1
                    v=STSv1; id=b; x: "1"          | v=STSv1; id=b; x=1
                    v=STSv1; id=b; x: "1", 2       | v=STSv1; id=b; x="1"
                    v=STSv1; id=b v=other          | v=STSv1; id=b
                    v=STSv1; id=b x=other          | v=STSv1; id=b; x=other
                    v=STSv1; id=b mx: a.example    | v=STSv1; id=b
                    """)
    void merge_keepsPlainReadings(String text, String corrected) {
        assertThat(StsRecordRepair.merge(List.of(repair(text)), "new")).isEqualTo(corrected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    # record | parts that change if its id is a
                    v=STSv1; id=a          | ``
                    v=STSv1;;id=a;         | ``
                    v=STSv1; id=b; x=1     | [id=b > id=a]
                    v=STSv1 id=a           | [v=STSv1 id=a > v=STSv1; id=a]
                    v=STSv1; x=1           | [ > id=a]
                    v=STSv1; junk; id=a    | [junk > ]
                    v=STSv1; id=a; v=STSv1 | [v=STSv1 > ]
                    id=a                   | [ > v=STSv1]
                    id=a,v=STSv1           | [id=a,v=STSv1 > v=STSv1; id=a]
                    id=a; v=STSv1          | [ > v=STSv1] [v=STSv1 > ]
                    x =1; v=STSv1; id=a    | [ > v=STSv1] [x =1 > x=1] [v=STSv1 > ]
                    x=; v=STSv1; id=a      | [x= > ]
                    junk; v=STSv1; id=a    | ``
                    ;v=STSv1; id=a         | ``
                    TXT "v=STSv1; id=a"    | ``
                    junk                   | [ > v=STSv1] [junk > ] [ > id=a]
                    """)
    void edits(String text, String expected) {
        assertThat(repair(text).edits("a").stream()
                        .map(edit -> "[" + edit.from() + " > " + edit.to() + "]")
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    @Test
    void of_readsNoRecordThatIsTooLong() {
        assertThat(StsRecordRepair.of("x".repeat(4_096))).isPresent();
        assertThat(StsRecordRepair.of("x".repeat(4_097))).isEmpty();
    }
}
