package io.mtasts.web;

import io.mtasts.check.CheckEvent;
import io.mtasts.check.CheckFailure;
import io.mtasts.document.Problems;
import io.mtasts.http.ProblemException;
import io.mtasts.name.DomainInput;
import io.mtasts.probe.ProbeEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The page of one check while it comes about: at once the form, then what becomes known, then the result. */
final class StreamingPage {

    /** Says that the check still runs: a browser does not tell its scripts when a connection has broken. */
    private static final String PULSE = "<!-- -->";

    private static final Duration PULSE_EVERY = Duration.ofSeconds(3);

    private final PageRenderer page;
    private final String typed;
    private final DomainInput.Accepted input;
    private final Set<ProbeEvent.Part> parts;
    private final Map<ProbeEvent.Part, String> known = new EnumMap<>(ProbeEvent.Part.class);

    /** @param parts what is told of */
    StreamingPage(PageRenderer page, String typed, DomainInput.Accepted input, Set<ProbeEvent.Part> parts) {
        this.page = page;
        this.typed = typed;
        this.input = input;
        this.parts = parts;
    }

    /**
     * Returns the pieces of the page. Cancelling the subscription cancels the check.
     *
     * @param result renders the rest of the page
     */
    <T> Multi<String> stream(Multi<CheckEvent<T>> events, Function<? super T, String> result) {
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(page.beginning(typed, input)),
                        Multi.createFrom().emitter(pieces -> check(events, result, pieces)));
    }

    private <T> void check(
            Multi<CheckEvent<T>> events, Function<? super T, String> result, MultiEmitter<? super String> pieces) {
        pieces.emit(page.step(ProgressView.of(parts, known)));
        Cancellable check = events.subscribe()
                .with(
                        event -> {
                            if (event instanceof CheckEvent.Done<T> done) {
                                end(pieces, done.result().fold(result, this::failure));
                            } else {
                                tell(((CheckEvent.Progress<T>) event).part(), pieces);
                            }
                        },
                        failure -> end(pieces, page.failure(ProblemException.toProblem(failure), typed)));
        Cancellable pulse =
                Multi.createFrom().ticks().every(PULSE_EVERY).subscribe().with(tick -> pieces.emit(PULSE));
        pieces.onTermination(() -> {
            check.cancel();
            pulse.cancel();
        });
    }

    private String failure(CheckFailure failure) {
        return page.failure(Problems.of(failure), typed);
    }

    /** One after the other, so that the last step is the one that knows the most. */
    private synchronized void tell(ProbeEvent.PartKnown progress, MultiEmitter<? super String> pieces) {
        known.put(progress.part(), progress.summary());
        pieces.emit(page.step(ProgressView.of(parts, known)));
    }

    private synchronized void end(MultiEmitter<? super String> pieces, String result) {
        pieces.emit(PageRenderer.END_OF_RUNNING + result);
        pieces.complete();
    }
}
