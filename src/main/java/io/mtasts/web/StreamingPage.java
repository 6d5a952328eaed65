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
        // A subscriber drops what it throws itself, and the page would never end. So pieces are made within the stream.
        Cancellable running = events.map(event -> event instanceof CheckEvent.Done<T> done
                        ? PageRenderer.END_OF_RUNNING + done.result().fold(result, this::failure)
                        : progress(((CheckEvent.Progress<T>) event).part()))
                .onFailure()
                .recoverWithItem(failure -> PageRenderer.END_OF_RUNNING + failure(failure))
                .subscribe()
                .with(pieces::emit, pieces::fail, pieces::complete);
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

    private String failure(Throwable failure) {
        return page.failure(form, ProblemException.toProblem(failure), typed.text());
    }

    private String progress(ProbeEvent.PartKnown progress) {
        results.put(progress.part(), progress.summary());
        return page.step(ProgressView.of(parts, results));
    }
}
