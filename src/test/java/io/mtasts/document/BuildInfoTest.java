package io.mtasts.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BuildInfoTest {

    /** What the build would leave unfilled looks like neither. */
    @Test
    void current() {
        assertThat(BuildInfo.CURRENT.version()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
        assertThat(BuildInfo.CURRENT.commit()).matches("([0-9a-f]{7,40})?");
    }
}
