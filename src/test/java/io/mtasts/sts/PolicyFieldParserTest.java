package io.mtasts.sts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class PolicyFieldParserTest {

    private final PolicyFieldParser parser = new PolicyFieldParser(new ArrayList<>());

    @Test
    void policy_needsModeAndMaxAge() {
        parser.mode(new PolicyLine(1, 0, "mode: none"));
        assertThat(parser.policy()).isEmpty();

        parser.maxAge(new PolicyLine(2, 0, "max_age: 86400"));
        assertThat(parser.policy()).isPresent();
    }
}
