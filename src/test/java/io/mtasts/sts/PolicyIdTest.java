package io.mtasts.sts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids that are made from a policy. */
class PolicyIdTest {

    private static final String POLICY = "version: STSv1\nmode: enforce\nmx: mx1.example.com\nmax_age: 1209600\n";

    /** The output of {@code sts$(sha256sum | cut -c1-29)}. */
    private static final String ID = "sts1e983f4d4df87460097e18168de78";

    @Test
    void of_isTheHashThatToolsCompute() {
        assertThat(PolicyId.of(POLICY)).isEqualTo(ID);
        assertThat(new StsRecord(ID)).hasToString("v=STSv1; id=" + ID + ";");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version: STSv1\r\nmode: enforce\r\nmx: mx1.example.com\r\nmax_age: 1209600\r\n",
                "version: STSv1\nmode: enforce\nmx: mx1.example.com\nmax_age: 1209600",
                "version: STSv1 \nmode: enforce\t\nmx: mx1.example.com\nmax_age: 1209600\n",
                "version: STSv1\n\nmode: enforce\nmx: mx1.example.com\nmax_age: 1209600\n\n"
            })
    void of_ignoresLineEndsAndWhiteSpaceAtTheEnd(String policy) {
        assertThat(PolicyId.of(policy)).isEqualTo(ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version: STSv1\nmode: testing\nmx: mx1.example.com\nmax_age: 1209600\n",
                "mode: enforce\nversion: STSv1\nmx: mx1.example.com\nmax_age: 1209600\n",
                "version: STSv1\nmode: enforce\nmx:  mx1.example.com\nmax_age: 1209600\n"
            })
    void of_differsForAnotherText(String policy) {
        assertThat(PolicyId.of(policy)).isNotEqualTo(ID);
    }

    @ParameterizedTest
    @CsvSource({
        "sts1e983f4d4df87460097e18168de78, YES",
        "sts00000000000000000000000000000, NO",
        "sts0000000000000000000000000000, UNKNOWN",
        "sts000000000000000000000000000000, UNKNOWN",
        "sts0000000000000000000000000000A, UNKNOWN",
        "STS00000000000000000000000000000, UNKNOWN",
        "20260401T090000, UNKNOWN",
        "d41d8cd98f00b204e9800998ecf8427e, UNKNOWN"
    })
    void match_knowsOnlyItsOwnForm(String id, PolicyId.Match match) {
        assertThat(PolicyId.match(id, POLICY)).isEqualTo(match);
    }
}
