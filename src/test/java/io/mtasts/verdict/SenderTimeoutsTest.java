package io.mtasts.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SenderTimeoutsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # milliseconds | described as
            1900           | 1.9 seconds
            2000           | 2.0 seconds. Senders that give up sooner: postfix-tlspol (after 2 s)
            3999           | 4.0 seconds. Senders that give up sooner: postfix-tlspol (after 2 s)
            4000           | 4.0 seconds. Senders that give up sooner: postfix-tlspol (after 2 s), postfix-mta-sts-resolver (after 4 s)
            """)
    void describe_namesTheSendersThatGiveUp(long milliseconds, String description) {
        assertThat(SenderTimeouts.describe(Duration.ofMillis(milliseconds))).isEqualTo(description);
    }
}
