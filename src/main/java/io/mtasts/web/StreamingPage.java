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

/** A page that is sent while its check runs: first the form, then the progress, then the result. */
final class StreamingPage {

    /** Shows that the check still runs: a browser does not notify scripts of a broken connection. */
    private static final String KEEP_ALIVE = "<!-- -->";

    private static final Duration KEEP_ALIVE_INTERVAL = Duration.ofSeconds(3);

    private final PageRenderer page;
    private final CheckForm form;
    private final TypedDomain typed;
    private final DomainInput.Accepted input;
    private final Set<ProbeEvent.Part> parts;
    private final Map<ProbeEvent.Part, String> results = new EnumMap<>(ProbeEvent.Part.class);

    /** @param parts the parts whose progress is shown, which may be none */
    StreamingPage(
            PageRenderer page,
            CheckForm form,
            TypedDomain typed,
            DomainInput.Accepted input,
            Set<ProbeEvent.Part> parts) {
        this.page = page;
        this.form = form;
        this.typed = typed;
        this.input = input;
        this.parts = parts;
    }

    /**
     * Returns the pieces of the page. Cancelling the subscription cancels the check.
     *
     * @param events the events of the check
     * @param result renders the rest of the page
     */
    <T> Multi<String> stream(Multi<CheckEvent<T>> events, Function<? super T, String> result) {
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(page.beginning(form, typed, input)),
                        Multi.createFrom().emitter(pieces -> run(events, result, pieces)));
    }

    private <T> void run(
            Multi<CheckEvent<T>> events, Function<? super T, String> result, MultiEmitter<? super String> pieces) {
        if (!parts.isEmpty()) {
            pieces.emit(page.step(ProgressView.of(parts, results)));
        }
        Cancellable running = events.subscribe()
                .with(
                        event -> {
                            if (event instanceof CheckEvent.Done<T> done) {
                                end(pieces, done.result().fold(result, this::failure));
                            } else {
                                onProgress(((CheckEvent.Progress<T>) event).part(), pieces);
                            }
                        },
                        failure -> end(pieces, page.failure(form, ProblemException.toProblem(failure), typed.text())));
        Cancellable keepAlive = Multi.createFrom()
                .ticks()
                .every(KEEP_ALIVE_INTERVAL)
                .subscribe()
                .with(tick -> pieces.emit(KEEP_ALIVE));
        pieces.onTermination(() -> {
            running.cancel();
            keepAlive.cancel();
        });
    }

    private String failure(CheckFailure failure) {
        return page.failure(form, Problems.of(failure), typed.text());
    }

    /** Sends one step after the other, so that the last step is the most complete one. */
    private synchronized void onProgress(ProbeEvent.PartKnown progress, MultiEmitter<? super String> pieces) {
        results.put(progress.part(), progress.summary());
        pieces.emit(page.step(ProgressView.of(parts, results)));
    }

    private synchronized void end(MultiEmitter<? super String> pieces, String result) {
        pieces.emit(PageRenderer.END_OF_RUNNING + result);
        pieces.complete();
    }
}
