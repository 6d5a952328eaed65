package io.mtasts.probe;

import io.mtasts.net.SocketsExhaustedException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A limiter of concurrent work. Work beyond the limit waits for a short time, in order of arrival. */
public final class Bulkhead {

    /** The shortest delay of a Vert.x timer. */
    private static final long MIN_WAIT_MILLIS = 1;

    private final Vertx vertx;
    private final long waitMillis;
    private final int capacity;
    private final Deque<Waiter<?>> waiting = new ArrayDeque<>();
    private int free;
    private long rejections;

    Bulkhead(Vertx vertx, int capacity, Duration maxWait) {
        this.vertx = vertx;
        this.capacity = capacity;
        this.free = capacity;
        this.waitMillis = Math.max(maxWait.toMillis(), MIN_WAIT_MILLIS);
    }

    /**
     * Runs the work on the subscriber's context. Fails with an {@link OverloadedException} if no permit becomes free in time,
     * or if no socket is available.
     */
    public <T> Uni<T> within(Uni<T> work) {
        return Uni.createFrom().emitter(emitter -> {
            Waiter<T> waiter = new Waiter<>(vertx.getOrCreateContext(), work, emitter);
            emitter.onTermination(() -> leave(waiter));
            enter(waiter);
        });
    }

    /** Returns the maximum number of concurrent pieces of work. */
    public int capacity() {
        return capacity;
    }

    /** Returns the number of running pieces of work. */
    public synchronized int inUse() {
        return capacity - free;
    }

    /** Returns the number of waiting pieces of work. */
    public synchronized int waiting() {
        return waiting.size();
    }

    /** Returns how many pieces of work have been rejected since the start. */
    public synchronized long rejections() {
        return rejections;
    }

    private void enter(Waiter<?> waiter) {
        synchronized (this) {
            if (waiter.state == State.LEFT) {
                return;
            }
            if (free == 0) {
                waiting.add(waiter);
                waiter.timer = vertx.setTimer(waitMillis, id -> timeOut(waiter));
                return;
            }
            free--;
            waiter.state = State.RUNNING;
        }
        waiter.begin();
    }

    private void timeOut(Waiter<?> waiter) {
        synchronized (this) {
            if (!waiting.remove(waiter)) {
                return;
            }
            waiter.state = State.LEFT;
            rejections++;
        }
        waiter.reject();
    }

    /** Passes the permit of a waiter on, if it has one. */
    private void leave(Waiter<?> waiter) {
        Optional<Waiter<?>> next = Optional.empty();
        synchronized (this) {
            waiting.remove(waiter);
            if (waiter.state == State.RUNNING) {
                next = Optional.ofNullable(waiting.poll());
                next.ifPresentOrElse(successor -> successor.state = State.RUNNING, () -> free++);
            }
            waiter.state = State.LEFT;
        }
        vertx.cancelTimer(waiter.timer);
        waiter.stop();
        next.ifPresent(successor -> successor.context.runOnContext(ignored -> successor.begin()));
    }

    private enum State {
        WAITING,
        RUNNING,
        LEFT
    }

    private static final class Waiter<T> {

        private static final long NO_TIMER = -1;

        private final Context context;
        private final Uni<T> work;
        private final UniEmitter<? super T> emitter;
        private State state = State.WAITING;
        private long timer = NO_TIMER;
        private @Nullable Cancellable running;
        private boolean stopped;

        Waiter(Context context, Uni<T> work, UniEmitter<? super T> emitter) {
            this.context = context;
            this.work = work;
            this.emitter = emitter;
        }

        void reject() {
            emitter.fail(new OverloadedException());
        }

        synchronized void begin() {
            if (!stopped) {
                running = work.onFailure(SocketsExhaustedException.class)
                        .transform(OverloadedException::new)
                        .subscribe()
                        .with(emitter::complete, emitter::fail);
            }
        }

        synchronized void stop() {
            stopped = true;
            if (running != null) {
                running.cancel();
            }
        }
    }
}
