package io.mtasts.sts;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.sts.IntendedPolicyValue.ModeReading;
import io.mtasts.sts.IntendedPolicyValue.MxReading;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntendedPolicyValueTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    # written           | intended | all that are mentioned
                    enforcements        | ENFORCE  | ENFORCE
                    enforcementsx       | -        | -
                    enfroce             | ENFORCE  | ENFORCE
                    enfroces            | -        | -
                    testtest            | TESTING  | TESTING
                    testtests           | -        | -
                    tasting             | TESTING  | TESTING
                    tastings            | -        | -
                    n.o.n.e             | NONE     | NONE
                    nones               | -        | -
                    (enforce) now       | ENFORCE  | ENFORCE
                    now enforce         | -        | ENFORCE
                    enforce enforced    | ENFORCE  | ENFORCE
                    enforce or testing  | -        | ENFORCE TESTING
                    enforce # not none  | ENFORCE  | ENFORCE
                    '#enforce'          | -        | -
                    //enforce           | -        | -
                    """)
    void mode_singlePlainReading(String written, Mode intended, String mentioned) {
        assertThat(IntendedPolicyValue.mode(written))
                .isEqualTo(new ModeReading(Optional.ofNullable(intended), modes(mentioned)));
    }

    private static Set<Mode> modes(String names) {
        return names == null
                ? Set.of()
                : Arrays.stream(names.split(" ")).map(Mode::valueOf).collect(Collectors.toSet());
    }

    @Test
    void mode_readsAtMostTheMaximumLength() {
        String longest = "enforce" + ".".repeat(IntendedPolicyValue.MAX_LENGTH - 7);

        assertThat(IntendedPolicyValue.mode(longest).intended()).contains(Mode.ENFORCE);
        assertThat(IntendedPolicyValue.mode(longest + ".")).isEqualTo(new ModeReading(Optional.empty(), Set.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    # written        | seconds
                    3*60             | 180
                    2 x 30*60        | 3600
                    100000*100000    | 31557600
                    0*60             | 0
                    1 min            | 60
                    3 days           | 259200
                    1 y              | 31536000
                    2 y              | 31557600
                    31557600         | 31557600
                    31557601         | 31557600
                    12 months        | -
                    999 months       | 999
                    3600 or 7200     | -
                    -5               | -
                    """)
    void maxAge_singlePlainReading(String written, Long seconds) {
        assertThat(IntendedPolicyValue.maxAge(written))
                .isEqualTo(seconds == null ? OptionalLong.empty() : OptionalLong.of(seconds));
    }

    @Test
    void maxAge_readsAtMostTheMaximumLength() {
        String longest = "604800 " + "x".repeat(IntendedPolicyValue.MAX_LENGTH - 7);

        assertThat(IntendedPolicyValue.maxAge(longest)).hasValue(604_800);
        assertThat(IntendedPolicyValue.maxAge(longest + "x")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # written           | patterns
                    mail                | mail
                    mail.               | mail
                    a.com.              | a.com
                    a.com. a.com        | a.com
                    bücher.example      | xn--bcher-kva.example
                    *.bücher.example.   | *.xn--bcher-kva.example
                    """)
    void mx_singlePlainReading(String written, String patterns) {
        assertThat(IntendedPolicyValue.mx(written)).isEqualTo(new MxReading(List.of(patterns.split(" ")), false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.com..", "*.a.com..", "bücher", "bücher..example", "mail backup2", "a.com bücher", "10"})
    void mx_noSinglePlainReading(String written) {
        assertThat(IntendedPolicyValue.mx(written)).isEqualTo(new MxReading(List.of(), false));
    }
}
