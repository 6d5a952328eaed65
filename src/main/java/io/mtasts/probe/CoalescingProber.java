package io.mtasts.probe;

import io.mtasts.limit.ClientKey;
import io.mtasts.name.DomainName;
import io.mtasts.net.CheckLog;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Coalesces concurrent probes of a domain that look at the same parts. Late subscribers receive all events from the start.
 * A probe is cancelled when its last subscriber leaves. Results are not cached.
 *
 * <p>Mutiny's operators do not do this: {@code broadcast()} has no replay and runs at the pace of the slowest subscriber,
 * and {@code replaying()} keeps its source running when nobody listens any more.
 */
@ApplicationScoped
public class CoalescingProber {

    private final DomainProber prober;
    private final Bulkhead permits;
    private final Map<ProbeRequest, InFlightProbe> probes = new HashMap<>();

    public CoalescingProber(DomainProber prober, Bulkhead permits) {
        this.prober = prober;
        this.permits = permits;
    }

    /** Returns the parts whose progress is reported. */
    public Set<ProbeEvent.Part> parts(boolean withReplicas) {
        return prober.parts(withReplicas);
    }

    /** Checks whether a plain check of the domain would share a running probe. */
    public synchronized boolean isInFlight(DomainName domain) {
        return probes.containsKey(ProbeRequest.of(domain));
    }

    /**
     * Probes a domain. Fails only with an {@link OverloadedException}. Events may arrive on any thread.
     *
     * @param client the client whose turn the probe takes, unless the probe is in flight already
     */
    public Multi<ProbeEvent> probe(ProbeRequest request, ClientKey client) {
        return Multi.createFrom().emitter(emitter -> join(request, client, new Subscriber(emitter)));
    }

    private void join(ProbeRequest request, ClientKey client, Subscriber subscriber) {
        InFlightProbe probe;
        boolean first;
        synchronized (this) {
            first = !probes.containsKey(request);
            probe = probes.computeIfAbsent(request, InFlightProbe::new);
            probe.subscribers.add(subscriber);
        }
        subscriber.drain(probe);
        subscriber.emitter.onTermination(() -> leave(probe, subscriber));
        if (first) {
            probe.start(client);
        }
    }

    private void leave(InFlightProbe probe, Subscriber subscriber) {
        synchronized (this) {
            probe.subscribers.remove(subscriber);
            if (!probe.subscribers.isEmpty()) {
                return;
            }
            if (probes.remove(probe.request, probe)) {
                CheckLog.log("check", () -> probe.domain() + " cancelled");
            }
        }
        probe.cancel();
    }

    private static String describe(ProbeEvent event) {
        return event instanceof ProbeEvent.PartKnown known
                ? known.part().name().toLowerCase(Locale.ROOT) + ": " + known.summary()
                : "finished in "
                        + ((ProbeEvent.Finished) event)
                                .observations()
                                .timings()
                                .total()
                                .toMillis()
                        + " ms";
    }

    private final class InFlightProbe {

        private final ProbeRequest request;
        private final List<Subscriber> subscribers = new ArrayList<>();
        private final List<Consumer<MultiEmitter<? super ProbeEvent>>> signals = new ArrayList<>();
        private @Nullable Cancellable work;
        private boolean cancelled;

        InFlightProbe(ProbeRequest request) {
            this.request = request;
        }

        DomainName domain() {
            return request.domain();
        }

        void start(ClientKey client) {
            CheckLog.log("check", () -> domain() + " started");
            Cancellable started = permits.within(
                            client,
                            prober.probe(request).invoke(this::publish).onItem().ignoreAsUni())
                    .subscribe()
                    .with(done -> {}, failure -> {
                        CheckLog.log("check", () -> domain() + " failed: " + failure);
                        end(emitter -> emitter.fail(failure));
                    });
            synchronized (this) {
                work = started;
                if (cancelled) {
                    started.cancel();
                }
            }
        }

        private void publish(ProbeEvent event) {
            CheckLog.log("check", () -> domain() + " " + describe(event));
            if (event instanceof ProbeEvent.Finished) {
                end(emitter -> {
                    emitter.emit(event);
                    emitter.complete();
                });
            } else {
                add(emitter -> emitter.emit(event)).forEach(subscriber -> subscriber.drain(this));
            }
        }

        private void end(Consumer<MultiEmitter<? super ProbeEvent>> signal) {
            List<Subscriber> last;
            synchronized (CoalescingProber.this) {
                probes.remove(request, this);
                last = add(signal);
            }
            last.forEach(subscriber -> subscriber.drain(this));
        }

        private List<Subscriber> add(Consumer<MultiEmitter<? super ProbeEvent>> signal) {
            synchronized (CoalescingProber.this) {
                signals.add(signal);
                return List.copyOf(subscribers);
            }
        }

        @Nullable
        Consumer<MultiEmitter<? super ProbeEvent>> signal(int index) {
            synchronized (CoalescingProber.this) {
                return index < signals.size() ? signals.get(index) : null;
            }
        }

        synchronized void cancel() {
            cancelled = true;
            if (work != null) {
                work.cancel();
            }
        }
    }

    /** A subscriber that reads the signals of a probe at its own position, so that it gets each of them once and in order. */
    private static final class Subscriber {

        private final MultiEmitter<? super ProbeEvent> emitter;
        private final AtomicInteger pending = new AtomicInteger();
        private int next;

        Subscriber(MultiEmitter<? super ProbeEvent> emitter) {
            this.emitter = emitter;
        }

        /** Emits what has not been emitted yet, unless another thread is doing so. */
        void drain(InFlightProbe probe) {
            if (pending.getAndIncrement() != 0) {
                return;
            }
            int drained;
            do {
                drained = pending.get();
                for (var signal = probe.signal(next); signal != null; signal = probe.signal(next)) {
                    next++;
                    signal.accept(emitter);
                }
            } while (pending.addAndGet(-drained) != 0);
        }
    }
}
