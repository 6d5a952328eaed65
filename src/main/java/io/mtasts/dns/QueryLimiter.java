package io.mtasts.dns;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * So many questions at once on one event loop, for each takes a socket; what comes later waits for its turn.
 *
 * <p>Without it a crowd of checks would take all that the process may open, and look-ups would fail that are sound.
 */
final class QueryLimiter {

    private final Executor loop;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int free;

    QueryLimiter(Executor loop, int most) {
        this.loop = loop;
        free = most;
    }

    /** On the loop only; the work, at once or later, gives the slot back when it has ended. */
    void acquire(Runnable work) {
        if (free == 0) {
            waiting.add(work);
        } else {
            free--;
            work.run();
        }
    }

    void release() {
        Runnable next = waiting.poll();
        if (next == null) {
            free++;
        } else {
            // Not at once: what ends at once would go one call deeper each time.
            loop.execute(next);
        }
    }
}
