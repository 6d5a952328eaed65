package io.mtasts.probe;

import io.mtasts.limit.ClientKey;
import io.mtasts.net.SocketsExhaustedException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A limiter of concurrent work, shared fairly between clients. Work beyond the limits waits for a short time. Clients take
 * turns; the work of one client runs in order of arrival.
 *
 * <p>Thread-safe.
 */
public final class Bulkhead {

    /** The shortest delay of a Vert.x timer. */
    private static final long MIN_WAIT_MILLIS = 1;

    private final Vertx vertx;
    private final long waitMillis;
    private final int capacity;
    private final ToIntFunction<ClientKey> maxPerClient;
    private final Map<ClientKey, Share> shares = new HashMap<>();
    /** The clients with waiting work that may run as soon as a permit is free, in the order of their turns. */
    private final Set<Share> ready = new LinkedHashSet<>();

    private int free;
    private int waiting;
    private long rejections;

    Bulkhead(Vertx vertx, int capacity, int maxPerClient, Duration maxWait) {
        this(vertx, capacity, client -> maxPerClient, maxWait);
    }

    /** @param maxPerClient returns the maximum number of concurrent pieces of work of a client */
    Bulkhead(Vertx vertx, int capacity, ToIntFunction<ClientKey> maxPerClient, Duration maxWait) {
        this.vertx = vertx;
        this.capacity = capacity;
        this.maxPerClient = maxPerClient;
        this.free = capacity;
        this.waitMillis = Math.max(maxWait.toMillis(), MIN_WAIT_MILLIS);
    }

    /**
     * Runs the work on the subscriber's context. Fails with an {@link OverloadedException} if no permit becomes free in time,
     * or if no socket is available.
     */
    public <T> Uni<T> within(ClientKey client, Uni<T> work) {
        return Uni.createFrom().emitter(emitter -> {
            Waiter<T> waiter = new Waiter<>(client, vertx.getOrCreateContext(), work, emitter);
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
        return waiting;
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
            Share share =
                    shares.computeIfAbsent(waiter.client, client -> new Share(client, maxPerClient.applyAsInt(client)));
            if (free == 0 || share.isFull()) {
                share.waiting.add(waiter);
                waiting++;
                updateTurn(share);
                waiter.timer = vertx.setTimer(waitMillis, id -> timeOut(waiter));
                return;
            }
            run(waiter, share);
        }
        waiter.begin();
    }

    private void timeOut(Waiter<?> waiter) {
        OverloadedException.Limit limit;
        synchronized (this) {
            if (waiter.state != State.WAITING) {
                return;
            }
            limit = free > 0 ? OverloadedException.Limit.CLIENT : OverloadedException.Limit.CAPACITY;
            rejections++;
        }
        waiter.reject(new OverloadedException(limit));
    }

    /** Passes the permit of a waiter on, if it has one. */
    private void leave(Waiter<?> waiter) {
        Optional<Waiter<?>> next = Optional.empty();
        synchronized (this) {
            Share share = shares.get(waiter.client);
            if (share != null) {
                if (share.waiting.remove(waiter)) {
                    waiting--;
                }
                if (waiter.state == State.RUNNING) {
                    share.running--;
                    free++;
                }
                updateTurn(share);
                next = startNext();
            }
            waiter.state = State.LEFT;
        }
        vertx.cancelTimer(waiter.timer);
        waiter.stop();
        next.ifPresent(successor -> successor.context.runOnContext(ignored -> successor.begin()));
    }

    private Optional<Waiter<?>> startNext() {
        Iterator<Share> turns = ready.iterator();
        if (free == 0 || !turns.hasNext()) {
            return Optional.empty();
        }
        Share share = turns.next();
        // The last in turn from now on.
        turns.remove();
        Waiter<?> next = share.waiting.remove();
        waiting--;
        vertx.cancelTimer(next.timer);
        run(next, share);
        updateTurn(share);
        return Optional.of(next);
    }

    private void run(Waiter<?> waiter, Share share) {
        free--;
        share.running++;
        waiter.state = State.RUNNING;
    }

    /** Adds the client to the turns or removes it. A client that is there already keeps its turn. */
    private void updateTurn(Share share) {
        if (share.waiting.isEmpty() || share.isFull()) {
            ready.remove(share);
        } else {
            ready.add(share);
        }
        if (share.waiting.isEmpty() && share.running == 0) {
            shares.remove(share.client);
        }
    }

    /** The work of one client. */
    private static final class Share {

        private final ClientKey client;
        private final int max;
        private final Deque<Waiter<?>> waiting = new ArrayDeque<>();
        private int running;

        Share(ClientKey client, int max) {
            this.client = client;
            this.max = max;
        }

        boolean isFull() {
            return running == max;
        }
    }

    private enum State {
        WAITING,
        RUNNING,
        LEFT
    }

    private static final class Waiter<T> {

        private static final long NO_TIMER = -1;

        private final ClientKey client;
        private final Context context;
        private final Uni<T> work;
        private final UniEmitter<? super T> emitter;
        private State state = State.WAITING;
        private long timer = NO_TIMER;
        private @Nullable Cancellable running;
        private boolean stopped;

        Waiter(ClientKey client, Context context, Uni<T> work, UniEmitter<? super T> emitter) {
            this.client = client;
            this.context = context;
            this.work = work;
            this.emitter = emitter;
        }

        void reject(OverloadedException reason) {
            emitter.fail(reason);
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
