package io.mtasts.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.name.DomainName;
import io.mtasts.probe.ProbeProgress.Part;
import io.mtasts.verdict.Observations;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CoalescingProberTest {

    private static final DomainName ONE = new DomainName("one.example");
    private static final DomainName OTHER = new DomainName("other.example");
    private static final ProbeProgress RECORD = new ProbeProgress(Part.RECORD, "1 record");
    private static final ProbeProgress MX = new ProbeProgress(Part.MX, "none");

    private final Vertx vertx = Vertx.vertx();
    private final Runs runs = new Runs();
    private final CoalescingProber probes = new CoalescingProber(runs, new Bulkhead(vertx, 2, Duration.ofMillis(1)));

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private UniAssertSubscriber<Observations> ask(DomainName domain, Consumer<ProbeProgress> told) {
        return probes.probe(domain, told).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private UniAssertSubscriber<Observations> ask(DomainName domain) {
        return ask(domain, progress -> {});
    }

    @Test
    void probe_oneRunForAllWhoAskAtTheSameTime() {
        UniAssertSubscriber<Observations> first = ask(ONE);
        UniAssertSubscriber<Observations> second = ask(ONE);
        ask(OTHER);

        assertThat(runs.started).extracting(Run::domain).containsExactly(ONE, OTHER);
        assertThat(probes.isInFlight(ONE)).isTrue();
        runs.started.get(0).emitter().complete(null);
        first.assertCompleted();
        second.assertCompleted();
        assertThat(probes.isInFlight(ONE)).isFalse();
    }

    @Test
    void probe_whoComesAfterTheEndStartsAnew() {
        ask(ONE);
        runs.started.get(0).emitter().complete(null);

        ask(ONE);

        assertThat(runs.started).hasSize(2);
    }

    @Test
    void probe_whoComesLaterHearsWhatIsKnown() {
        List<ProbeProgress> first = new ArrayList<>();
        List<ProbeProgress> second = new ArrayList<>();
        ask(ONE, first::add);
        runs.started.get(0).told().accept(RECORD);
        ask(ONE, second::add);
        runs.started.get(0).told().accept(MX);

        assertThat(first).containsExactly(RECORD, MX);
        assertThat(second).containsExactly(RECORD, MX);
    }

    @Test
    void probe_endsWithTheLastWhoLeaves() {
        UniAssertSubscriber<Observations> first = ask(ONE);
        UniAssertSubscriber<Observations> second = ask(ONE);
        boolean[] cancelled = {false};
        runs.started.get(0).emitter().onTermination(() -> cancelled[0] = true);

        first.cancel();
        assertThat(cancelled).containsExactly(false);
        second.cancel();
        assertThat(cancelled).containsExactly(true);
        assertThat(probes.isInFlight(ONE)).isFalse();
    }

    @Test
    void probe_failuresReachAll() {
        UniAssertSubscriber<Observations> first = ask(ONE);
        UniAssertSubscriber<Observations> second = ask(ONE);

        runs.started.get(0).emitter().fail(new IllegalStateException("a bug"));

        first.assertFailedWith(IllegalStateException.class);
        second.assertFailedWith(IllegalStateException.class);
        assertThat(probes.isInFlight(ONE)).isFalse();
    }

    @Test
    void probe_whoSharesTakesNoPlace() {
        ask(ONE);
        ask(ONE);
        ask(OTHER);

        ask(new DomainName("third.example")).awaitFailure().assertFailedWith(OverloadedException.class);
        assertThat(runs.started).hasSize(2);
    }

    private record Run(DomainName domain, Consumer<ProbeProgress> told, UniEmitter<? super Observations> emitter) {}

    /** Runs that end when the test says so. */
    private static final class Runs extends DomainProber {

        private final List<Run> started = new ArrayList<>();

        Runs() {
            super(null, null, null, null, Clock.systemUTC(), null);
        }

        @Override
        public Uni<Observations> probe(DomainName domain, Consumer<ProbeProgress> told) {
            return Uni.createFrom().emitter(emitter -> started.add(new Run(domain, told, emitter)));
        }
    }
}
