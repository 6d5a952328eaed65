package io.mtasts.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BuildFactsTest {

    /** What the build would leave unfilled looks like neither. */
    @Test
    void current() {
        assertThat(BuildFacts.CURRENT.version()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
        assertThat(BuildFacts.CURRENT.commit()).matches("([0-9a-f]{7,40})?");
    }
}
