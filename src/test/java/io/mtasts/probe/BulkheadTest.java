package io.mtasts.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.limit.ClientKey;
import io.mtasts.net.SocketsExhaustedException;
import io.netty.channel.ChannelException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class BulkheadTest {

    private static final Duration LONG_WAIT = Duration.ofMinutes(5);
    private static final ClientKey ONE = ClientKey.of("192.0.2.1");
    private static final ClientKey OTHER = ClientKey.of("192.0.2.2");
    private static final Vertx VERTX = Vertx.vertx();

    /** Work that has begun, in order. */
    private final BlockingQueue<UniEmitter<? super String>> begun = new LinkedBlockingQueue<>();

    private final Uni<String> work = Uni.createFrom().<String>emitter(emitter -> begun.add(emitter));

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private UniEmitter<? super String> next() throws InterruptedException {
        UniEmitter<? super String> emitter = begun.poll(10, TimeUnit.SECONDS);
        assertThat(emitter).as("begun").isNotNull();
        return emitter;
    }

    private static UniAssertSubscriber<String> subscribe(Uni<String> uni) {
        return uni.subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    @Test
    void within_runsUpToTheLimit() throws InterruptedException {
        Bulkhead permits = new Bulkhead(VERTX, 2, 2, LONG_WAIT);
        List<UniAssertSubscriber<String>> subscribers = new ArrayList<>();
        IntStream.range(0, 3).forEach(i -> subscribers.add(subscribe(permits.within(ONE, work))));

        assertThat(begun).hasSize(2);
        next().complete("a");
        subscribers.get(0).assertCompleted().assertItem("a");
        next().complete("b");
        next().complete("c");
        subscribers.get(2).awaitItem().assertItem("c");
    }

    @Test
    void within_failuresAndCancellationsReleaseThePermit() throws InterruptedException {
        Bulkhead permits = new Bulkhead(VERTX, 1, 1, LONG_WAIT);

        UniAssertSubscriber<String> failing = subscribe(permits.within(ONE, work));
        next().fail(new IllegalStateException("a failure"));
        failing.assertFailedWith(IllegalStateException.class);

        UniAssertSubscriber<String> leaving = subscribe(permits.within(ONE, work));
        UniEmitter<? super String> running = next();
        boolean[] cancelled = {false};
        running.onTermination(() -> cancelled[0] = true);
        leaving.cancel();
        assertThat(cancelled).containsExactly(true);

        UniAssertSubscriber<String> last = subscribe(permits.within(ONE, work));
        next().complete("x");
        last.assertItem("x");
    }

    @Test
    void within_rejectsAfterTheMaximumWait() throws InterruptedException {
        Bulkhead permits = new Bulkhead(VERTX, 1, 1, Duration.ofMillis(1));
        subscribe(permits.within(ONE, work));
        UniEmitter<? super String> running = next();

        subscribe(permits.within(ONE, work))
                .awaitFailure(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                OverloadedException.class,
                                busy -> assertThat(busy.limit()).isEqualTo(OverloadedException.Limit.CAPACITY)));

        running.complete("a");
        UniAssertSubscriber<String> later = subscribe(permits.within(ONE, work));
        next().complete("b");
        later.assertItem("b");
    }

    @Test
    void within_cancelledWaitersTakeNoPermit() throws InterruptedException {
        Bulkhead permits = new Bulkhead(VERTX, 1, 1, LONG_WAIT);
        subscribe(permits.within(ONE, work));
        UniEmitter<? super String> running = next();
        UniAssertSubscriber<String> leaving = subscribe(permits.within(ONE, work));
        UniAssertSubscriber<String> staying = subscribe(permits.within(ONE, work));

        leaving.cancel();
        running.complete("a");

        next().complete("b");
        staying.awaitItem().assertItem("b");
        assertThat(begun).isEmpty();
    }

    @Test
    void within_noSocketIsOverload() throws InterruptedException {
        Bulkhead permits = new Bulkhead(VERTX, 1, 1, LONG_WAIT);
        UniAssertSubscriber<String> failing = subscribe(permits.within(ONE, work));

        next().fail(new SocketsExhaustedException(new ChannelException()));

        assertThat(failing.getFailure())
                .isInstanceOfSatisfying(
                        OverloadedException.class,
                        busy -> assertThat(busy.limit()).isEqualTo(OverloadedException.Limit.SOCKETS));
    }

    @Test
    void within_immediateWork() {
        Bulkhead permits = new Bulkhead(VERTX, 1, 1, LONG_WAIT);

        for (int i = 0; i < 3; i++) {
            subscribe(permits.within(ONE, Uni.createFrom().item("now"))).assertItem("now");
        }
    }

    @Test
    void within_clientAtItsLimitDoesNotDelayAnother() throws InterruptedException {
        Bulkhead permits = new Bulkhead(VERTX, 10, 2, LONG_WAIT);
        List<UniAssertSubscriber<String>> ofOne = new ArrayList<>();
        IntStream.range(0, 5).forEach(i -> ofOne.add(subscribe(permits.within(ONE, work))));
        assertThat(begun).as("of the first client").hasSize(2);
        assertThat(permits.waiting()).isEqualTo(3);

        UniAssertSubscriber<String> ofOther = subscribe(permits.within(OTHER, work));

        assertThat(begun).hasSize(3);
        next().complete("1");
        next();
        next().complete("other");
        ofOther.awaitItem().assertItem("other");
        next().complete("3");
        ofOne.get(2).awaitItem().assertItem("3");
        assertThat(permits.inUse()).as("still at the limit of the client").isEqualTo(2);
    }

    @Test
    void within_eachClientHasALimitOfItsOwn() {
        Bulkhead permits = new Bulkhead(VERTX, 10, client -> client.equals(ONE) ? 3 : 1, LONG_WAIT);

        IntStream.range(0, 5).forEach(i -> {
            subscribe(permits.within(ONE, work));
            subscribe(permits.within(OTHER, work));
        });

        assertThat(begun).hasSize(4);
        assertThat(permits.waiting()).isEqualTo(6);
    }

    @Test
    void within_waitingClientsTakeTurns() throws InterruptedException {
        Bulkhead permits = new Bulkhead(VERTX, 1, 1, LONG_WAIT);
        UniAssertSubscriber<String> first =
                subscribe(permits.within(ONE, Uni.createFrom().nothing()));
        List<String> order = new ArrayList<>();
        List<UniAssertSubscriber<String>> all = new ArrayList<>();
        for (String name : List.of("one a", "one b", "one c")) {
            all.add(subscribe(permits.within(ONE, named(name, order))));
        }
        for (String name : List.of("other a", "other b")) {
            all.add(subscribe(permits.within(OTHER, named(name, order))));
        }

        first.cancel();

        all.forEach(UniAssertSubscriber::awaitItem);
        assertThat(order).containsExactly("other a", "one a", "other b", "one b", "one c");
        assertThat(permits.inUse()).isZero();
    }

    private static Uni<String> named(String name, List<String> order) {
        return Uni.createFrom().item(() -> {
            order.add(name);
            return name;
        });
    }

    @Test
    void within_rejectsAtTheLimitOfTheClient() {
        Bulkhead permits = new Bulkhead(VERTX, 2, 1, Duration.ofMillis(1));
        subscribe(permits.within(ONE, work));

        subscribe(permits.within(ONE, work))
                .awaitFailure(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                OverloadedException.class,
                                busy -> assertThat(busy.limit()).isEqualTo(OverloadedException.Limit.CLIENT)));
        assertThat(permits.rejections()).isEqualTo(1);
    }
}
