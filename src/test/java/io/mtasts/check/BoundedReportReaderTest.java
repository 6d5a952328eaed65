package io.mtasts.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.tlsreport.ReadResult;
import io.mtasts.tlsreport.ReportFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BoundedReportReaderTest {

    private static final byte[] FILE = {};
    private static final ReadResult RESULT = new ReadResult.Failed(ReportFailure.INVALID, "");
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @Test
    void read_atMostTwoAtTheSameTime() {
        CountDownLatch release = new CountDownLatch(1);
        BoundedReportReader reader = new BoundedReportReader(2, file -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return RESULT;
        });

        List<CompletableFuture<Optional<ReadResult>>> running = List.of(
                reader.read(FILE).subscribeAsCompletionStage(),
                reader.read(FILE).subscribeAsCompletionStage());
        assertThat(reader.read(FILE).await().atMost(TIMEOUT)).isEmpty();

        release.countDown();
        assertThat(running)
                .allSatisfy(read -> assertThat(read).succeedsWithin(TIMEOUT).isEqualTo(Optional.of(RESULT)));
        assertThat(reader.read(FILE).await().atMost(TIMEOUT)).contains(RESULT);
    }

    @Test
    void read_failureFreesThePlace() {
        BoundedReportReader reader = new BoundedReportReader(1, file -> {
            throw new IllegalStateException("a bug");
        });

        for (int i = 0; i < 3; i++) {
            assertThat(reader.read(FILE).subscribeAsCompletionStage()).failsWithin(TIMEOUT);
        }
    }
}
