package io.mtasts.tls;

import io.mtasts.net.ConnectionBudget;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
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

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

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

    /**
     * Returns an executor for some handshakes of a check.
     *
     * @param budget counts the time of all handshakes of the check
     */
    Share share(ConnectionBudget budget) {
        return new Share(budget);
    }

    /** An executor for tasks of one check, which are charged with the time that they used. Thread-safe. */
    final class Share implements Executor {

        private final ConnectionBudget budget;
        private volatile boolean closed;

        private Share(ConnectionBudget budget) {
            this.budget = budget;
        }

        /**
         * Queues the task.
         *
         * @throws RejectedExecutionException if too many tasks wait, which says nothing about the peer, or if the check has
         *     used up its time; then its cause is a {@link LimitExceededException}
         */
        @Override
        public void execute(Runnable task) {
            if (budget.tlsTime() > ConnectionBudget.MAX_TLS_TIME.toNanos()) {
                throw new RejectedExecutionException(new LimitExceededException("more than "
                        + ConnectionBudget.MAX_TLS_TIME.toSeconds()
                        + " s of processor time for the TLS handshakes of the domain"));
            }
            if (waiting.incrementAndGet() > MAX_WAITING) {
                waiting.decrementAndGet();
                throw new RejectedExecutionException("too many TLS handshakes");
            }
            threads.execute(new Task(this, task, budget.tlsTime(), sequence.incrementAndGet()));
        }

        /** Makes later tasks give way as if this much time had been used. */
        void charge(long nanos) {
            budget.chargeTlsTime(nanos);
        }

        /** Drops the tasks that wait. */
        void close() {
            closed = true;
        }
    }

    /** Returns the processor time of this thread, because the time of the clock grows with the load of the machine. */
    private static long cpuNanos() {
        return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
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
            long start = cpuNanos();
            try {
                work.run();
            } finally {
                share.charge(cpuNanos() - start);
            }
        }

        @Override
        public int compareTo(Task other) {
            int byUse = Long.compare(usedNanos, other.usedNanos);
            return byUse != 0 ? byUse : Long.compare(number, other.number);
        }
    }
}
