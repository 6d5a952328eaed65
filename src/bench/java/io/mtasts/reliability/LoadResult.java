package io.mtasts.reliability;

import io.mtasts.reliability.CheckClient.Answer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** The results of a load: counts of the responses, and the durations of those about valid hosts. */
final class LoadResult {

    final AtomicInteger total = new AtomicInteger();
    final AtomicInteger failed = new AtomicInteger();
    final AtomicInteger wrong = new AtomicInteger();
    private final Queue<Long> validNanos = new ConcurrentLinkedQueue<>();

    void add(boolean isValid, Answer answer) {
        total.incrementAndGet();
        if (answer == null) {
            failed.incrementAndGet();
            return;
        }
        boolean enforcing = answer.said().equals("enforcing");
        if (enforcing != isValid) {
            wrong.incrementAndGet();
        }
        if (isValid) {
            validNanos.add(answer.nanos());
        }
    }

    int correct() {
        return total.get() - failed.get() - wrong.get();
    }

    double percentile(double percent) {
        long[] sorted = validNanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted.length == 0
                ? -1
                : sorted[(int) Math.min(sorted.length - 1, Math.ceil(sorted.length * percent / 100) - 1)] / 1e6;
    }
}
