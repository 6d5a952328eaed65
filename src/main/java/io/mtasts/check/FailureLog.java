package io.mtasts.check;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;

/**
 * A log of bugs whose lines anybody can cause: bounded in rate and size, and without the messages of exceptions, which may
 * contain text of a client.
 */
public final class FailureLog {

    private static final Logger LOG = Logger.getLogger(FailureLog.class.getName());

    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int MAX_CAUSES = 4;
    private static final int MAX_FRAMES = 15;

    private static final AtomicLong NEXT = new AtomicLong(System.nanoTime());
    private static final AtomicLong SUPPRESSED = new AtomicLong();

    private FailureLog() {}

    /** Logs where a failure was thrown. Logs at most one failure each second and counts the others. */
    public static void log(Throwable failure) {
        long now = System.nanoTime();
        long next = NEXT.get();
        if (now - next >= 0 && NEXT.compareAndSet(next, now + INTERVAL_NANOS)) {
            LOG.severe(describe(failure, SUPPRESSED.getAndSet(0)));
        } else {
            SUPPRESSED.incrementAndGet();
        }
    }

    static String describe(Throwable failure, long suppressed) {
        StringBuilder text = new StringBuilder("A request failed");
        if (suppressed > 0) {
            text.append(" (and ").append(suppressed).append(" more)");
        }
        Throwable cause = failure;
        for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
            text.append(i == 0 ? ": " : "\nCaused by: ").append(cause.getClass().getName());
            StackTraceElement[] frames = cause.getStackTrace();
            for (int j = 0; j < Math.min(frames.length, MAX_FRAMES); j++) {
                text.append("\n\tat ").append(frames[j]);
            }
            cause = cause.getCause();
        }
        return text.toString();
    }
}
