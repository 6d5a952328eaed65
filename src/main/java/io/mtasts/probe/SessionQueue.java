package io.mtasts.probe;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A queue for the concurrent sessions with mail servers, shared fairly between checks. Few sessions run with one address.
 *
 * <p>A free slot goes to the waiting check that has the fewest sessions, and among those to the one that used the least time.
 * A check without a session does not wait for a free slot. It takes one from the check with the most sessions, or from a
 * session that has run for some time. That session waits again and starts from the beginning. So mail servers that are silent
 * cannot delay the sessions with those that respond.
 *
 * <p>Thread-safe.
 */
final class SessionQueue {

    /** For all addresses of most domains at the same time. */
    static final int MAX_PER_CHECK = 20;

    /** For all checks together. */
    static final int MAX_PER_ADDRESS = 4;

    /** More than these would not get a slot in time. */
    static final int MAX_WAITING = 4_096;

    /** How often a session starts from the beginning before it is given up. */
    static final int MAX_RESTARTS = 2;

    /** A session with a server that responds takes less. */
    static final Duration MIN_RUN = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final LongSupplier nanoTime;
    private final long waitMillis;
    private final Map<Object, Share> shares = new HashMap<>();
    private final Map<InetAddress, Integer> perAddress = new HashMap<>();
    private final Set<Session<?>> waiting = new LinkedHashSet<>();
    /** In the order in which they started. */
    private final Set<Session<?>> running = new LinkedHashSet<>();

    private final int slots;
    private boolean timerIsSet;

    /**
     * Creates a queue.
     *
     * @param slots the number of sessions that run at the same time
     * @param maxWait how long a session waits for a slot
     */
    SessionQueue(Vertx vertx, int slots, Duration maxWait) {
        this(vertx, slots, maxWait, System::nanoTime);
    }

    SessionQueue(Vertx vertx, int slots, Duration maxWait, LongSupplier nanoTime) {
        this.vertx = vertx;
        this.slots = slots;
        this.waitMillis = Math.max(1, maxWait.toMillis());
        this.nanoTime = nanoTime;
    }

    /**
     * Runs a session on the subscriber's context when its turn comes. Fails with an {@link OverloadedException} if it gets no
     * slot in time.
     *
     * @param check the key of the check, whose sessions share its turns
     * @param address the address of the session
     * @param session the work, which can be cancelled and subscribed to again
     */
    <T> Uni<T> within(Object check, InetAddress address, Uni<T> session) {
        return Uni.createFrom().emitter(emitter -> {
            Session<T> entry = new Session<>(check, address, vertx.getOrCreateContext(), session, emitter);
            emitter.onTermination(() -> leave(entry));
            enter(entry);
        });
    }

    private void enter(Session<?> session) {
        synchronized (this) {
            if (session.left) {
                return;
            }
            if (waiting.size() < MAX_WAITING) {
                session.share = shares.computeIfAbsent(session.check, created -> new Share());
                session.share.members++;
                await(session);
            }
        }
        if (session.share == null) {
            session.reject();
        } else {
            startWaiting();
        }
    }

    private void await(Session<?> session) {
        waiting.add(session);
        session.timer = vertx.setTimer(waitMillis, id -> timeOut(session));
    }

    private void timeOut(Session<?> session) {
        synchronized (this) {
            if (!waiting.contains(session)) {
                return;
            }
        }
        session.reject();
    }

    /** Frees what a session holds, whether it has waited or run. */
    private void leave(Session<?> session) {
        synchronized (this) {
            session.left = true;
            waiting.remove(session);
            vertx.cancelTimer(session.timer);
            if (running.contains(session)) {
                release(session);
            }
            if (session.share != null && --session.share.members == 0) {
                shares.remove(session.check);
            }
        }
        stop(session.run);
        startWaiting();
    }

    private static void stop(@Nullable RunningSession run) {
        if (run != null) {
            run.stop();
        }
    }

    private void release(Session<?> session) {
        running.remove(session);
        session.share().running--;
        session.share().usedNanos += nanoTime.getAsLong() - session.startNanos;
        perAddress.computeIfPresent(session.address, (key, count) -> count == 1 ? null : count - 1);
    }

    /** Starts as many sessions as can be started now. */
    private void startWaiting() {
        List<Runnable> actions = new ArrayList<>();
        synchronized (this) {
            boolean started = true;
            while (started) {
                started = next().filter(session -> hasSlot(session, actions))
                        .map(session -> {
                            RunningSession run = start(session);
                            actions.add(() -> session.context.runOnContext(ignored -> run.begin(session)));
                            return run;
                        })
                        .isPresent();
            }
        }
        actions.forEach(Runnable::run);
    }

    private Optional<Session<?>> next() {
        return waiting.stream()
                .filter(session -> session.share().running < MAX_PER_CHECK)
                .filter(session -> perAddress.getOrDefault(session.address, 0) < MAX_PER_ADDRESS)
                .min(Comparator.comparingInt((Session<?> session) -> session.share().running)
                        .thenComparingLong(session -> session.share().usedNanos));
    }

    /** Returns whether a slot is free for the session, after stopping another one if that is fair. */
    private boolean hasSlot(Session<?> session, List<Runnable> actions) {
        if (running.size() < slots) {
            return true;
        }
        if (session.share().running > 0 || session.restarts > 0) {
            return false;
        }
        Optional<Session<?>> stopped = lastOfLargest().or(this::longestRunning);
        stopped.ifPresent(victim -> actions.add(restart(victim)));
        return stopped.isPresent();
    }

    private Optional<Session<?>> lastOfLargest() {
        int largest = running.stream()
                .mapToInt(session -> session.share().running)
                .max()
                .orElse(0);
        return largest < 2
                ? Optional.empty()
                : running.stream()
                        .filter(session -> session.share().running == largest)
                        .reduce((earlier, later) -> later);
    }

    private Optional<Session<?>> longestRunning() {
        Session<?> oldest = running.iterator().next();
        long left = MIN_RUN.toNanos() - (nanoTime.getAsLong() - oldest.startNanos);
        if (left <= 0) {
            return Optional.of(oldest);
        }
        if (!timerIsSet) {
            timerIsSet = true;
            vertx.setTimer(Duration.ofNanos(left).toMillis() + 1, id -> onTimer());
        }
        return Optional.empty();
    }

    private void onTimer() {
        synchronized (this) {
            timerIsSet = false;
        }
        startWaiting();
    }

    private RunningSession start(Session<?> session) {
        waiting.remove(session);
        vertx.cancelTimer(session.timer);
        running.add(session);
        session.startNanos = nanoTime.getAsLong();
        session.share().running++;
        perAddress.merge(session.address, 1, Integer::sum);
        RunningSession run = new RunningSession();
        session.run = run;
        return run;
    }

    /** Takes the slot of a session. Returns what to do without the lock. */
    private Runnable restart(Session<?> session) {
        release(session);
        session.restarts++;
        if (session.restarts > MAX_RESTARTS) {
            return session::reject;
        }
        await(session);
        RunningSession run = session.run;
        return () -> stop(run);
    }

    /** The sessions of one check. */
    private static final class Share {

        private int members;
        private int running;
        private long usedNanos;
    }

    /** A session from its start until its end or until it has to wait again. */
    private static final class RunningSession {

        private @Nullable Cancellable subscription;
        private boolean stopped;

        synchronized <T> void begin(Session<T> session) {
            if (!stopped) {
                subscription = session.work.subscribe().with(session.emitter::complete, session.emitter::fail);
            }
        }

        synchronized void stop() {
            stopped = true;
            if (subscription != null) {
                subscription.cancel();
            }
        }
    }

    private static final class Session<T> {

        private static final long NO_TIMER = -1;

        private final Object check;
        private final InetAddress address;
        private final Context context;
        private final Uni<T> work;
        private final UniEmitter<? super T> emitter;
        private @Nullable Share share;
        private boolean left;
        private long startNanos;
        private int restarts;
        private long timer = NO_TIMER;
        private @Nullable RunningSession run;

        Session(Object check, InetAddress address, Context context, Uni<T> work, UniEmitter<? super T> emitter) {
            this.check = check;
            this.address = address;
            this.context = context;
            this.work = work;
            this.emitter = emitter;
        }

        Share share() {
            if (share == null) {
                throw new IllegalStateException("not in the queue");
            }
            return share;
        }

        void reject() {
            emitter.fail(new OverloadedException(OverloadedException.Limit.CAPACITY));
        }
    }
}
