package io.mtasts.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScrapeTimeoutTest {

    @ParameterizedTest
    @CsvSource({
        "10,       9500",
        "10.25,    9750",
        "0.7,      200",
        "0.6,      100",
        "0.5,      100",
        "0,        100",
        "-3,       100",
        "3600.5,   3600000",
        "3601,     3600000",
        "1e300,    3600000",
        "Infinity, 3600000"
    })
    void of_leavesTimeForTheResponse(String seconds, long millis) {
        assertThat(ScrapeTimeout.of(seconds).limit()).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "soon", "NaN", "10s", "1,5"})
    void of_notANumber(String seconds) {
        assertThat(ScrapeTimeout.of(seconds).limit()).isEmpty();
    }

    @Test
    void with_resultInTime() {
        assertThat(ScrapeTimeout.of("10")
                        .with(Uni.createFrom().item("answer"), wait -> "late")
                        .await()
                        .indefinitely())
                .isEqualTo("answer");
    }

    @Test
    void with_lateResultIsCancelled() {
        AtomicBoolean ended = new AtomicBoolean();
        Uni<String> never = Uni.createFrom().<String>nothing().onCancellation().invoke(() -> ended.set(true));

        new ScrapeTimeout(Optional.of(Duration.ofMillis(1)))
                .with(never, wait -> "late after " + wait.toMillis())
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create())
                .awaitItem()
                .assertItem("late after 1");

        assertThat(ended).isTrue();
    }
}
