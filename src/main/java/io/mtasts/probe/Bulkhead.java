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

/** So many pieces of work at once; what comes later waits a short while for a place, first come, first served. */
public final class Bulkhead {

    /** A timer of Vert.x takes no less. */
    private static final long SHORTEST_WAIT_MILLIS = 1;

    private final Vertx vertx;
    private final long waitMillis;
    private final int capacity;
    private final Deque<Waiter<?>> waiting = new ArrayDeque<>();
    private int free;
    private long rejections;

    Bulkhead(Vertx vertx, int most, Duration wait) {
        this.vertx = vertx;
        this.capacity = most;
        this.free = most;
        this.waitMillis = Math.max(wait.toMillis(), SHORTEST_WAIT_MILLIS);
    }

    /** The work, begun on the subscriber's context; a {@link OverloadedException} where no place came free in time, or no socket is to be had. */
    public <T> Uni<T> within(Uni<T> work) {
        return Uni.createFrom().emitter(emitter -> {
            Waiter<T> place = new Waiter<>(vertx.getOrCreateContext(), work, emitter);
            emitter.onTermination(() -> leave(place));
            enter(place);
        });
    }

    public int capacity() {
        return capacity;
    }

    public synchronized int inUse() {
        return capacity - free;
    }

    public synchronized int waiting() {
        return waiting.size();
    }

    /** How many waited in vain since the start. */
    public synchronized long rejections() {
        return rejections;
    }

    private void enter(Waiter<?> place) {
        synchronized (this) {
            if (place.state == State.LEFT) {
                return;
            }
            if (free == 0) {
                waiting.add(place);
                place.timer = vertx.setTimer(waitMillis, id -> giveUp(place));
                return;
            }
            free--;
            place.state = State.WORKING;
        }
        place.begin();
    }

    private void giveUp(Waiter<?> place) {
        synchronized (this) {
            if (!waiting.remove(place)) {
                return;
            }
            place.state = State.LEFT;
            rejections++;
        }
        place.reject();
    }

    /** Hands the place over, if there was one. */
    private void leave(Waiter<?> place) {
        Optional<Waiter<?>> next = Optional.empty();
        synchronized (this) {
            waiting.remove(place);
            if (place.state == State.WORKING) {
                next = Optional.ofNullable(waiting.poll());
                next.ifPresentOrElse(other -> other.state = State.WORKING, () -> free++);
            }
            place.state = State.LEFT;
        }
        vertx.cancelTimer(place.timer);
        place.stop();
        next.ifPresent(other -> other.context.runOnContext(now -> other.begin()));
    }

    private enum State {
        WAITING,
        WORKING,
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
