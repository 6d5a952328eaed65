package io.mtasts.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mtasts.net.ConnectionBudget;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TlsWorkersTest {

    /** However many tasks of expensive checks came first. */
    @Test
    void order_isByTimeUsed() throws InterruptedException {
        TlsWorkers workers = new TlsWorkers(1);
        CountDownLatch start = new CountDownLatch(1);
        List<String> order = new CopyOnWriteArrayList<>();
        hold(workers, start);
        for (int i = 0; i < 50; i++) {
            TlsWorkers.Share expensive = share(workers);
            expensive.charge(TimeUnit.MILLISECONDS.toNanos(10));
            expensive.execute(() -> order.add("expensive"));
        }
        share(workers).execute(() -> order.add("first"));
        share(workers).execute(() -> order.add("second"));
        start.countDown();
        drain(workers);
        assertThat(order.subList(0, 3)).containsExactly("first", "second", "expensive");
        assertThat(order).hasSize(52);
    }

    /** An expensive task that runs occupies no thread of the others, from the first nanosecond at which it is expensive. */
    @ParameterizedTest
    @CsvSource({"-1, true", "0, false"})
    void expensive_hasThreadsOfItsOwn(long more, boolean waits) throws InterruptedException {
        TlsWorkers workers = new TlsWorkers(1);
        CountDownLatch start = new CountDownLatch(1);
        CountDownLatch other = new CountDownLatch(1);
        hold(workers, start);
        TlsWorkers.Share used = share(workers);
        used.charge(TlsWorkers.EXPENSIVE_NANOS + more);
        used.execute(other::countDown);
        if (waits) {
            assertThat(other.getCount()).isOne();
            start.countDown();
        }
        assertThat(other.await(20, TimeUnit.SECONDS)).isTrue();
        start.countDown();
    }

    @Test
    void time_isCharged() throws InterruptedException {
        TlsWorkers workers = new TlsWorkers(1);
        TlsWorkers.Share used = share(workers);
        CountDownLatch done = new CountDownLatch(1);
        used.execute(() -> {
            long end = System.nanoTime() + 1_000_000;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            done.countDown();
        });
        done.await();
        CountDownLatch start = new CountDownLatch(1);
        List<String> order = new CopyOnWriteArrayList<>();
        hold(workers, start);
        used.execute(() -> order.add("used"));
        share(workers).execute(() -> order.add("new"));
        start.countDown();
        drain(workers);
        assertThat(order).containsExactly("new", "used");
    }

    @Test
    void close_dropsWaitingJobs() throws InterruptedException {
        TlsWorkers workers = new TlsWorkers(1);
        CountDownLatch start = new CountDownLatch(1);
        List<String> order = new CopyOnWriteArrayList<>();
        hold(workers, start);
        TlsWorkers.Share closed = share(workers);
        closed.execute(() -> order.add("closed"));
        closed.close();
        share(workers).execute(() -> order.add("open"));
        start.countDown();
        drain(workers);
        assertThat(order).containsExactly("open");
    }

    @Test
    void queue_isBounded() throws InterruptedException {
        TlsWorkers workers = new TlsWorkers(1);
        CountDownLatch start = new CountDownLatch(1);
        hold(workers, start);
        TlsWorkers.Share share = share(workers);
        for (int i = 0; i < TlsWorkers.MAX_WAITING; i++) {
            share.execute(() -> {});
        }
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> share.execute(() -> {}))
                .satisfies(thrown -> assertThat(TlsFailures.isOverload(thrown)).isTrue());
        start.countDown();
    }

    @Test
    void time_isLimitedForTheWholeCheck() {
        TlsWorkers workers = new TlsWorkers(1);
        ConnectionBudget budget = ConnectionBudget.Limits.PER_CHECK.forCheck();
        TlsWorkers.Share policyHost = workers.share(budget);
        TlsWorkers.Share mailServer = workers.share(budget);
        policyHost.charge(ConnectionBudget.MAX_TLS_TIME.toNanos());
        mailServer.execute(() -> {});
        policyHost.charge(1);

        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> mailServer.execute(() -> {}))
                .withCauseInstanceOf(LimitExceededException.class)
                .satisfies(thrown -> assertThat(TlsFailures.isOverload(thrown)).isFalse());
        share(workers).execute(() -> {});
    }

    private static TlsWorkers.Share share(TlsWorkers workers) {
        return workers.share(ConnectionBudget.Limits.PER_CHECK.forCheck());
    }

    /** Occupies the only thread. */
    private static void hold(TlsWorkers workers, CountDownLatch until) throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        share(workers).execute(() -> {
            running.countDown();
            awaitQuietly(until);
        });
        running.await();
    }

    /** Waits for all tasks of cheap checks, since the task of a check that used this much comes last. */
    private static void drain(TlsWorkers workers) throws InterruptedException {
        CountDownLatch last = new CountDownLatch(1);
        TlsWorkers.Share share = share(workers);
        share.charge(TlsWorkers.EXPENSIVE_NANOS - 1);
        share.execute(last::countDown);
        assertThat(last.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
