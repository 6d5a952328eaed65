package io.mtasts.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.sender.PolicyCache.Detection;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyCacheTest {

    private static PolicyCache cache(String sender) {
        return SenderMatrix.current().sender(sender).orElseThrow().cache();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            mox,            0,        0,        0
            mox,            31557600, 31557600, 31557600
            postfix-tlspol, 86400,    86400,    86400
            postfix-tlspol, 2592000,  2592000,  2592000
            postfix-tlspol, 2592001,  2592000,  2592000
            stalwart,       3599,     86400,    86400
            stalwart,       3600,     3600,     86400
            stalwart,       31557599, 31557599, 31557599
            stalwart,       31557600, 86400,    31557599
            mimecast-lib,   86400,    604800,   604800
            mimecast-lib,   604801,   604801,   604801
            gmail,          604800,   604800,   604800
            """)
    void lifetime_isWithinTheBoundsOfTheSender(String sender, long maxAge, long lifetime, long longest) {
        assertThat(cache(sender).lifetime(maxAge)).hasSeconds(lifetime);
        assertThat(cache(sender).longestLifetime(maxAge)).hasSeconds(longest);
    }

    @ParameterizedTest
    @CsvSource({
        "mox, 0",
        "postfix-tlspol, 0",
        "chasquid, 0",
        "halon, 3600",
        "postfix-mta-sts-resolver, 3600",
        "gmail, 3600"
    })
    void remembersAfterChange_dependsOnWhetherTheSenderExtends(String sender, long more) {
        assertThat(cache(sender).remembersAfterChange(Duration.ofDays(1), Duration.ofHours(1)))
                .hasSeconds(86_400 + more);
    }

    @Test
    void senders_thatAreNotKnown_doTheWorst() {
        assertThat(SenderMatrix.current().senders())
                .filteredOn(sender -> sender.cache().detection() == Detection.UNKNOWN)
                .allSatisfy(sender -> assertThat(sender.cache().renews()).isTrue());
        assertThat(SenderMatrix.current().senders())
                .filteredOn(sender -> sender.cache().detection() != Detection.UNKNOWN)
                .hasSize(12)
                .allSatisfy(sender -> assertThat(sender.cache().source()).isNotBlank());
    }
}
