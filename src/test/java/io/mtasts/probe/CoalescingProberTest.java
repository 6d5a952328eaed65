package io.mtasts.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.limit.ClientKey;
import io.mtasts.name.DomainName;
import io.mtasts.probe.ProbeEvent.Finished;
import io.mtasts.probe.ProbeEvent.Part;
import io.mtasts.probe.ProbeEvent.PartKnown;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CoalescingProberTest {

    private static final DomainName ONE = new DomainName("one.example");
    private static final DomainName OTHER = new DomainName("other.example");
    private static final ProbeEvent RECORD = new PartKnown(Part.RECORD, "1 record");
    private static final ProbeEvent MX = new PartKnown(Part.MX, "none");
    private static final ProbeEvent FINISHED = new Finished(null);

    private static final ClientKey CLIENT = ClientKey.of("192.0.2.1");

    private final Vertx vertx = Vertx.vertx();
    private final FakeProber prober = new FakeProber();
    private final Bulkhead permits = new Bulkhead(vertx, 2, 2, Duration.ofMillis(1));
    private final CoalescingProber probes = new CoalescingProber(prober, permits);

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private AssertSubscriber<ProbeEvent> subscribe(DomainName domain) {
        return subscribe(ProbeRequest.of(domain));
    }

    private AssertSubscriber<ProbeEvent> subscribe(ProbeRequest request) {
        return probes.probe(request, CLIENT).subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
    }

    private void finish(int probe) {
        prober.emitter(probe).emit(FINISHED).complete();
    }

    @Test
    void probe_isSharedByConcurrentSubscribers() {
        AssertSubscriber<ProbeEvent> first = subscribe(ONE);
        AssertSubscriber<ProbeEvent> second = subscribe(ONE);
        subscribe(OTHER);

        assertThat(prober.started).extracting(Probe::domain).containsExactly(ONE, OTHER);
        assertThat(probes.isInFlight(ONE)).isTrue();
        assertThat(permits.inUse()).isEqualTo(2);
        finish(0);
        first.assertItems(FINISHED).assertCompleted();
        second.assertItems(FINISHED).assertCompleted();
        assertThat(probes.isInFlight(ONE)).isFalse();
        assertThat(permits.inUse()).isEqualTo(1);
    }

    @Test
    void probe_afterTheEndStartsAgain() {
        subscribe(ONE);
        finish(0);

        subscribe(ONE).assertHasNotReceivedAnyItem();

        assertThat(prober.started).hasSize(2);
    }

    /** A check that queries the name servers has more to wait for, and its report has more members. */
    @Test
    void probe_withReplicasIsNotShared() {
        subscribe(ONE);
        AssertSubscriber<ProbeEvent> other = subscribe(new ProbeRequest(ONE, true));
        AssertSubscriber<ProbeEvent> same = subscribe(new ProbeRequest(ONE, true));

        assertThat(prober.started).hasSize(2);
        finish(1);
        other.assertItems(FINISHED).assertCompleted();
        same.assertItems(FINISHED).assertCompleted();
        assertThat(probes.isInFlight(ONE)).isTrue();
        finish(0);
        assertThat(probes.isInFlight(ONE)).isFalse();
    }

    @Test
    void isInFlight_onlyPlainChecks() {
        subscribe(new ProbeRequest(ONE, true));

        assertThat(probes.isInFlight(ONE)).isFalse();
    }

    @Test
    void probe_replaysEventsToLateSubscribers() {
        AssertSubscriber<ProbeEvent> first = subscribe(ONE);
        prober.emitter(0).emit(RECORD);
        AssertSubscriber<ProbeEvent> second = subscribe(ONE);
        prober.emitter(0).emit(MX);

        first.assertItems(RECORD, MX).assertNotTerminated();
        second.assertItems(RECORD, MX).assertNotTerminated();
    }

    @Test
    void probe_doesNotWaitForASlowSubscriber() {
        AssertSubscriber<ProbeEvent> slow =
                probes.probe(ProbeRequest.of(ONE), CLIENT).subscribe().withSubscriber(AssertSubscriber.create(1));
        AssertSubscriber<ProbeEvent> fast = subscribe(ONE);
        prober.emitter(0).emit(RECORD).emit(MX);
        finish(0);

        fast.assertItems(RECORD, MX, FINISHED).assertCompleted();
        slow.assertItems(RECORD).assertNotTerminated();
        slow.request(2).assertItems(RECORD, MX, FINISHED).assertCompleted();
    }

    @Test
    void probe_subscribersOfThreadsGetAllEventsInOrder() throws InterruptedException {
        List<ProbeEvent> events = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            events.add(new PartKnown(Part.MX, "event " + i));
        }
        subscribe(ONE);
        Thread publisher = new Thread(() -> events.forEach(prober.emitter(0)::emit));
        publisher.start();
        List<AssertSubscriber<ProbeEvent>> subscribers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            subscribers.add(subscribe(ONE));
        }
        publisher.join();
        finish(0);

        events.add(FINISHED);
        subscribers.forEach(subscriber ->
                assertThat(subscriber.assertCompleted().getItems()).containsExactlyElementsOf(events));
    }

    @Test
    void probe_endsWhenItsLastSubscriberLeaves() {
        AssertSubscriber<ProbeEvent> first = subscribe(ONE);
        AssertSubscriber<ProbeEvent> second = subscribe(ONE);
        boolean[] cancelled = {false};
        prober.emitter(0).onTermination(() -> cancelled[0] = true);

        first.cancel();
        assertThat(cancelled).containsExactly(false);
        second.cancel();
        assertThat(cancelled).containsExactly(true);
        assertThat(probes.isInFlight(ONE)).isFalse();
        assertThat(permits.inUse()).isZero();
    }

    @Test
    void probe_failureReachesAllSubscribers() {
        AssertSubscriber<ProbeEvent> first = subscribe(ONE);
        AssertSubscriber<ProbeEvent> second = subscribe(ONE);

        prober.emitter(0).fail(new IllegalStateException("a bug"));

        first.assertFailedWith(IllegalStateException.class);
        second.assertFailedWith(IllegalStateException.class);
        assertThat(probes.isInFlight(ONE)).isFalse();
    }

    @Test
    void probe_sharedProbesTakeOnePermit() {
        subscribe(ONE);
        subscribe(ONE);
        subscribe(OTHER);

        subscribe(new DomainName("third.example")).awaitFailure().assertFailedWith(OverloadedException.class);
        assertThat(prober.started).hasSize(2);
    }

    private record Probe(DomainName domain, MultiEmitter<? super ProbeEvent> emitter) {}

    /** A prober whose events the test emits. */
    private static final class FakeProber extends DomainProber {

        private final List<Probe> started = new ArrayList<>();

        FakeProber() {
            super(null, null, null, null, null, null, Clock.systemUTC(), observations -> {});
        }

        MultiEmitter<? super ProbeEvent> emitter(int index) {
            return started.get(index).emitter();
        }

        @Override
        public Multi<ProbeEvent> probe(ProbeRequest request) {
            return Multi.createFrom().emitter(emitter -> started.add(new Probe(request.domain(), emitter)));
        }
    }
}
