package io.mtasts.reliability;

import io.mtasts.reliability.CheckClient.Answer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the answers of a load, and keeps how long those about sound hosts took. */
final class LoadResult {

    final AtomicInteger asked = new AtomicInteger();
    final AtomicInteger lost = new AtomicInteger();
    final AtomicInteger wrong = new AtomicInteger();
    private final Queue<Long> sound = new ConcurrentLinkedQueue<>();

    void add(boolean isSound, Answer answer) {
        asked.incrementAndGet();
        if (answer == null) {
            lost.incrementAndGet();
            return;
        }
        boolean enforcing = answer.said().equals("enforcing");
        if (enforcing != isSound) {
            wrong.incrementAndGet();
        }
        if (isSound) {
            sound.add(answer.nanos());
        }
    }

    int right() {
        return asked.get() - lost.get() - wrong.get();
    }

    double percentile(double percent) {
        long[] sorted = sound.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted.length == 0
                ? -1
                : sorted[(int) Math.min(sorted.length - 1, Math.ceil(sorted.length * percent / 100) - 1)] / 1e6;
    }
}
