package io.mtasts.sts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StsRecordRepairTest {

    private static StsRecordRepair repair(String text) {
        return StsRecordRepair.of(text).orElseThrow();
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
}
