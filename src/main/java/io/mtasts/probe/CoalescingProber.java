package io.mtasts.probe;

import io.mtasts.name.DomainName;
import io.mtasts.verdict.Observations;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who asks for a domain that is being looked at shares that run; it ends with the last of them, and nothing is kept. */
@ApplicationScoped
public class CoalescingProber {

    private final DomainProber prober;
    private final Bulkhead permits;
    private final Map<DomainName, InFlightProbe> runs = new HashMap<>();

    public CoalescingProber(DomainProber prober, Bulkhead permits) {
        this.prober = prober;
        this.permits = permits;
    }

    /** The parts of a check that are told of. */
    public Set<ProbeProgress.Part> parts() {
        return prober.parts();
    }

    /** Whether a request for the domain would cost the network nothing. */
    public synchronized boolean isInFlight(DomainName domain) {
        return runs.containsKey(domain);
    }

    /**
     * What there is to see; fails with a {@link OverloadedException} only.
     *
     * @param told hears of each part as soon as it is known, of those known already at once, on whatever thread that is
     */
    public Uni<Observations> probe(DomainName domain, Consumer<ProbeProgress> told) {
        return Uni.createFrom().emitter(emitter -> join(domain, new Subscriber(emitter, told)));
    }

    private void join(DomainName domain, Subscriber guest) {
        InFlightProbe run;
        boolean first;
        List<ProbeProgress> known;
        synchronized (this) {
            first = !runs.containsKey(domain);
            run = runs.computeIfAbsent(domain, InFlightProbe::new);
            run.guests.add(guest);
            known = List.copyOf(run.known);
        }
        known.forEach(guest.told);
        guest.emitter.onTermination(() -> leave(run, guest));
        if (first) {
            run.start(permits.within(prober.probe(domain, progress -> tell(run, progress))));
        }
    }

    private void tell(InFlightProbe run, ProbeProgress progress) {
        List<Subscriber> guests;
        synchronized (this) {
            run.known.add(progress);
            guests = List.copyOf(run.guests);
        }
        guests.forEach(guest -> guest.told.accept(progress));
    }

    private void leave(InFlightProbe run, Subscriber guest) {
        synchronized (this) {
            run.guests.remove(guest);
            if (!run.guests.isEmpty()) {
                return;
            }
            runs.remove(run.domain, run);
        }
        run.stop();
    }

    private List<Subscriber> detach(InFlightProbe run) {
        synchronized (this) {
            runs.remove(run.domain, run);
            return List.copyOf(run.guests);
        }
    }

    private record Subscriber(UniEmitter<? super Observations> emitter, Consumer<ProbeProgress> told) {}

    private final class InFlightProbe {

        private final DomainName domain;
        private final List<Subscriber> guests = new ArrayList<>();
        private final List<ProbeProgress> known = new ArrayList<>();
        private @Nullable Cancellable work;
        private boolean stopped;

        InFlightProbe(DomainName domain) {
            this.domain = domain;
        }

        void start(Uni<Observations> observations) {
            Cancellable started = observations
                    .subscribe()
                    .with(
                            seen -> detach(this).forEach(guest -> guest.emitter.complete(seen)),
                            failure -> detach(this).forEach(guest -> guest.emitter.fail(failure)));
            synchronized (this) {
                work = started;
                if (stopped) {
                    started.cancel();
                }
            }
        }

        synchronized void stop() {
            stopped = true;
            if (work != null) {
                work.cancel();
            }
        }
    }
}
