package io.mtasts.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.net.Nat64;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SessionQueueTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Vertx VERTX = Vertx.vertx();

    private final AtomicLong nanos = new AtomicLong();
    private final SessionQueue queue = new SessionQueue(VERTX, 4, LONG, nanos::get);

    /** {@code +name} for a session that starts, {@code -name} for one that is stopped. */
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    private final Map<String, UniEmitter<? super String>> started = new ConcurrentHashMap<>();
    private final Map<String, UniAssertSubscriber<String>> submitted = new HashMap<>();
    /** The context of all submissions, which is that of the thread of the test. */
    private final Context context = VERTX.getOrCreateContext();

    private int addresses;

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void within_moreThanSlotsWait() throws InterruptedException {
        submit("a1", "b1", "c1", "d1");
        expect("+a1", "+b1", "+c1", "+d1");
        submit("a2", "b2");
        expectNothing();

        finish("c1");
        expect("+a2");
        finish("a2");
        expect("+b2");
    }

    @Test
    void within_aCheckWithoutASessionTakesOneFromTheLargest() throws InterruptedException {
        submit("a1", "a2", "a3", "b1");
        expect("+a1", "+a2", "+a3", "+b1");

        submit("c1");
        expect("-a3", "+c1");
        submit("d1");
        expect("-a2", "+d1");
        submit("e1");
        expectNothing();

        finish("c1");
        expect("+e1");
        finish("d1");
        expect("+a3");
        assertThat(submitted.get("a3").getFailure()).isNull();
    }

    @Test
    void within_aCheckWithoutASessionTakesTheSlotOfALongSession() throws InterruptedException {
        submit("a1", "b1", "c1", "d1");
        expect("+a1", "+b1", "+c1", "+d1");
        nanos.addAndGet(SessionQueue.MIN_RUN.toNanos() - 1_000_000);
        submit("e1");
        expectNothing();
        nanos.addAndGet(1_000_000);
        // the timer of the queue
        expect("-a1", "+e1");

        finish("b1");
        expect("+a1");
    }

    @Test
    void within_aSessionThatWasStoppedTooOftenFails() throws InterruptedException {
        SessionQueue single = new SessionQueue(VERTX, 1, LONG, nanos::get);
        submit(single, address(0), "a1");
        for (int i = 0; i < SessionQueue.MAX_RESTARTS; i++) {
            expect("+a1");
            nanos.addAndGet(SessionQueue.MIN_RUN.toNanos());
            submit(single, address(1), i + "x");
            expect("-a1", "+" + i + "x");
            finish(i + "x");
        }
        expect("+a1");
        nanos.addAndGet(SessionQueue.MIN_RUN.toNanos());
        submit(single, address(1), "last");
        submitted.get("a1").awaitFailure().assertFailedWith(OverloadedException.class);
        expect("-a1", "+last");
    }

    @Test
    void within_ofTwoChecksTheOneThatUsedLessTimeIsFirst() throws InterruptedException {
        submit("a1", "b1", "c1", "d1");
        expect("+a1", "+b1", "+c1", "+d1");
        submit("a2", "e1");
        expectNothing();
        nanos.addAndGet(1_000);

        finish("a1");
        expect("+e1");
        finish("e1");
        expect("+a2");
    }

    @Test
    void within_fewWithOneAddress() throws InterruptedException {
        SessionQueue large = new SessionQueue(VERTX, 100, LONG, nanos::get);
        InetAddress victim = address(0);
        for (int i = 0; i <= SessionQueue.MAX_PER_ADDRESS; i++) {
            submit(large, victim, i + "a");
        }
        expect("+0a", "+1a", "+2a", "+3a");
        submit(large, address(1), "other");
        expect("+other");
        expectNothing();

        finish("1a");
        expect("+4a");
    }

    @Test
    void within_fewOfOneCheck() throws InterruptedException {
        SessionQueue large = new SessionQueue(VERTX, 100, LONG, nanos::get);
        for (int i = 0; i <= SessionQueue.MAX_PER_CHECK; i++) {
            submit(large, address(i), "a" + i);
        }
        for (int i = 0; i < SessionQueue.MAX_PER_CHECK; i++) {
            expect("+a" + i);
        }
        expectNothing();
        finish("a7");
        expect("+a" + SessionQueue.MAX_PER_CHECK);
    }

    @Test
    void within_waitsNoLongerThanAllowed() {
        SessionQueue hasty = new SessionQueue(VERTX, 1, Duration.ofMillis(20), nanos::get);
        submit(hasty, address(0), "a1");
        submit(hasty, address(1), "a2");

        submitted.get("a2").awaitFailure().assertFailedWith(OverloadedException.class);
        submitted.get("a1").assertNotTerminated();
    }

    @Test
    void within_rejectsWhatWouldWaitForever() {
        submit("a1", "a2", "a3", "a4");
        for (int i = 0; i < SessionQueue.MAX_WAITING; i++) {
            submit("a" + (i + 5));
        }
        submit("late");
        submitted.get("late").awaitFailure().assertFailedWith(OverloadedException.class);
    }

    @Test
    void cancel_freesTheSlot() throws InterruptedException {
        submit("a1", "b1", "c1", "d1");
        expect("+a1", "+b1", "+c1", "+d1");
        submit("a2", "a3");
        submitted.get("a2").cancel();
        submitted.get("c1").cancel();
        expect("-c1", "+a3");
    }

    private void submit(String... names) {
        for (String name : names) {
            submit(queue, address(addresses++), name);
        }
    }

    /** The first letter of a name is the check. */
    private void submit(SessionQueue target, InetAddress address, String name) {
        Uni<String> work = Uni.createFrom().emitter(emitter -> {
            started.put(name, emitter);
            events.add("+" + name);
            emitter.onTermination(() -> {
                if (started.remove(name, emitter)) {
                    events.add("-" + name);
                }
            });
        });
        submitted.put(
                name,
                target.within(name.substring(0, 1), address, work)
                        .subscribe()
                        .withSubscriber(UniAssertSubscriber.create()));
    }

    private void finish(String name) {
        UniEmitter<? super String> emitter = started.remove(name);
        assertThat(emitter).as(name).isNotNull();
        emitter.complete(name);
        submitted.get(name).awaitItem().assertItem(name);
    }

    private void expect(String... expected) throws InterruptedException {
        List<String> next = new ArrayList<>();
        while (next.size() < expected.length) {
            String event = events.poll(10, TimeUnit.SECONDS);
            assertThat(event).as("after %s", next).isNotNull();
            next.add(event);
        }
        assertThat(next).containsExactlyInAnyOrder(expected);
    }

    /** Everything that was to start has started, because the context runs its work in order. */
    private void expectNothing() throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        context.runOnContext(ignored -> reached.countDown());
        assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(events).isEmpty();
    }

    private static InetAddress address(int i) {
        return Nat64.ofBytes(new byte[] {(byte) 192, 0, (byte) (i >> 8), (byte) i});
    }
}
