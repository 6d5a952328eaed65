package io.mtasts.bench;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Checks at a fixed rate, whether or not those before have ended; each takes its time from when it was due. */
final class OpenLoop {

    private OpenLoop() {}

    /** The times in microseconds, sorted. */
    record Times(long[] micros, long wrong) {

        double millis(double quantile) {
            int at = (int) Math.min(micros.length - 1, Math.ceil(quantile * micros.length) - 1);
            return micros[Math.max(at, 0)] / 1000.0;
        }
    }

    static Times run(CheckOperation check, List<String> domains, int perSecond, int count) throws InterruptedException {
        long[] micros = new long[count];
        AtomicLong wrong = new AtomicLong();
        CountDownLatch ended = new CountDownLatch(count);
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            int number = i;
            long due = start + i * 1_000_000_000L / perSecond;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            check.of(domains.get(i % domains.size())).onComplete(result -> {
                micros[number] = (System.nanoTime() - due) / 1000;
                if (result.failed() || !result.result()) {
                    wrong.incrementAndGet();
                }
                ended.countDown();
            });
        }
        ended.await();
        Arrays.sort(micros);
        return new Times(micros, wrong.get());
    }
}
