package io.mtasts.lab;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The messages that a server received, in the order of their arrival: all of them, and those that no test has taken yet.
 * It keeps the last 20,000, which bounds the memory of a long run.
 */
final class ReceivedLog<T> {

    private static final int MAX_KEPT = 20_000;

    private final Queue<T> all = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<T> unread = new LinkedBlockingQueue<>(MAX_KEPT);
    private final AtomicInteger kept = new AtomicInteger();

    void add(T message) {
        all.add(message);
        unread.offer(message);
        if (kept.incrementAndGet() > MAX_KEPT) {
            all.poll();
        }
    }

    List<T> all() {
        return List.copyOf(all);
    }

    /** Waits for a message that no earlier call returned. Throws an AssertionError if none comes within the time. */
    T take(Duration timeout) throws InterruptedException {
        T message = unread.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
        if (message == null) {
            throw new AssertionError("nothing came within " + timeout);
        }
        return message;
    }

    void clear() {
        all.clear();
        unread.clear();
        kept.set(0);
    }
}
