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
 * <p>The tasks of the check that used the least time so far run first. A check that used much has its tasks on threads of
 * their own, which are half as many as processors. So a check with cheap handshakes waits for few others, however many checks
 * with expensive handshakes there are: a task that runs is never interrupted.
 */
final class TlsWorkers {

    /** More than this many tasks could not be run within any deadline. */
    static final int MAX_WAITING = 4_096;

    /** About the cost of a key exchange of 4,096 bits. */
    static final long EXPENSIVE_NANOS = 60_000_000;

    private static final long IDLE_SECONDS = 10;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final AtomicLong sequence = new AtomicLong();
    private final AtomicInteger waiting = new AtomicInteger();
    private final ThreadPoolExecutor threads;
    private final ThreadPoolExecutor threadsForExpensive;

    /** Creates a pool with a thread for each processor, and half as many for expensive checks. Idle threads end. */
    TlsWorkers(int processors) {
        threads = threads("tls-worker-", processors);
        threadsForExpensive = threads("tls-worker-expensive-", Math.max(1, processors / 2));
    }

    private static ThreadPoolExecutor threads(String name, int most) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                most, most, IDLE_SECONDS, TimeUnit.SECONDS, new PriorityBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, name + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
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
            long used = budget.tlsTime();
            if (used > ConnectionBudget.MAX_TLS_TIME.toNanos()) {
                throw new RejectedExecutionException(new LimitExceededException("more than "
                        + ConnectionBudget.MAX_TLS_TIME.toSeconds()
                        + " s of processor time for the TLS handshakes of the domain"));
            }
            if (waiting.incrementAndGet() > MAX_WAITING) {
                waiting.decrementAndGet();
                throw new RejectedExecutionException("too many TLS handshakes");
            }
            (used < EXPENSIVE_NANOS ? threads : threadsForExpensive)
                    .execute(new Task(this, task, used, sequence.incrementAndGet()));
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
