package io.mtasts.tls;

import java.util.concurrent.Executor;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A bounded pool of threads for the mathematics of TLS handshakes, which would hold up an event loop.
 *
 * <p>The tasks of the check that used the least time so far run first. So a check with cheap handshakes waits for few others,
 * however many checks with expensive handshakes there are.
 */
final class TlsWorkers {

    /** More than this many tasks could not be run within any deadline. */
    static final int MAX_WAITING = 4_096;

    private static final long IDLE_SECONDS = 10;

    private final AtomicLong sequence = new AtomicLong();
    private final AtomicInteger waiting = new AtomicInteger();
    private final ThreadPoolExecutor threads;

    /** Creates a pool with at most so many threads. Idle threads end. */
    TlsWorkers(int maxThreads) {
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                maxThreads, maxThreads, IDLE_SECONDS, TimeUnit.SECONDS, new PriorityBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "tls-worker-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Returns an executor for all the handshakes of one check. */
    Share share() {
        return new Share();
    }

    /** An executor for the tasks of one check, with the time that they used. Thread-safe. */
    final class Share implements Executor {

        private final AtomicLong usedNanos = new AtomicLong();
        private volatile boolean closed;

        private Share() {}

        /**
         * Queues the task.
         *
         * @throws RejectedExecutionException if too many tasks wait, which says nothing about the peer
         */
        @Override
        public void execute(Runnable task) {
            if (waiting.incrementAndGet() > MAX_WAITING) {
                waiting.decrementAndGet();
                throw new RejectedExecutionException("too many TLS handshakes");
            }
            threads.execute(new Task(this, task, usedNanos.get(), sequence.incrementAndGet()));
        }

        /** Makes later tasks give way as if this much time had been used. */
        void charge(long nanos) {
            usedNanos.addAndGet(nanos);
        }

        /** Drops the tasks that wait. */
        void close() {
            closed = true;
        }
    }

    private final class Task implements Runnable, Comparable<Task> {

        private final Share share;
        private final Runnable work;
        private final long usedNanos;
        private final long number;

        Task(Share share, Runnable work, long usedNanos, long number) {
            this.share = share;
            this.work = work;
            this.usedNanos = usedNanos;
            this.number = number;
        }

        @Override
        public void run() {
            waiting.decrementAndGet();
            if (share.closed) {
                return;
            }
            long start = System.nanoTime();
            try {
                work.run();
            } finally {
                share.charge(System.nanoTime() - start);
            }
        }

        @Override
        public int compareTo(Task other) {
            int byUse = Long.compare(usedNanos, other.usedNanos);
            return byUse != 0 ? byUse : Long.compare(number, other.number);
        }
    }
}
