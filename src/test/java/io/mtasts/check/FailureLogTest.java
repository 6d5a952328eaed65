package io.mtasts.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureLogTest {

    @Test
    void describe_hasClassesAndFramesButNoMessages() {
        Throwable failure = new IllegalStateException("secret", new RuntimeException("secret"));

        assertThat(FailureLog.describe(failure, 3))
                .startsWith("A request failed (and 3 more): java.lang.IllegalStateException\n\tat ")
                .contains("Caused by: java.lang.RuntimeException", "FailureLogTest")
                .doesNotContain("secret");
    }

    @Test
    void describe_isBounded() {
        Throwable failure = new RuntimeException();
        for (int i = 0; i < 1_000; i++) {
            failure = new RuntimeException(failure);
        }

        assertThat(FailureLog.describe(failure, 0).lines()).hasSizeLessThan(100);
    }
}
