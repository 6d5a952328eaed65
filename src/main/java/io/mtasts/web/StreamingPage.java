package io.mtasts.web;

import io.mtasts.document.ProblemDocument;
import io.mtasts.name.DomainInput;
import io.mtasts.probe.ProbeProgress;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** The page of one check while it comes about: at once the form, then what becomes known, then the result. */
final class StreamingPage {

    /** Says that the check still runs: a browser does not tell its scripts when a connection has broken. */
    private static final String PULSE = "<!-- -->";

    private static final Duration PULSE_EVERY = Duration.ofSeconds(3);

    private final PageRenderer page;
    private final String typed;
    private final DomainInput.Accepted input;
    private final Set<ProbeProgress.Part> parts;
    private final Map<ProbeProgress.Part, String> known = new EnumMap<>(ProbeProgress.Part.class);

    /** @param parts what is told of */
    StreamingPage(PageRenderer page, String typed, DomainInput.Accepted input, Set<ProbeProgress.Part> parts) {
        this.page = page;
        this.typed = typed;
        this.input = input;
        this.parts = parts;
    }

    /**
     * The pieces of the page; who stops listening ends the check.
     *
     * @param work the check itself, which tells of its progress, and ends with the rest of the page
     */
    Multi<String> stream(Function<Consumer<ProbeProgress>, Uni<String>> work) {
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(page.beginning(typed, input)),
                        Multi.createFrom().emitter(pieces -> check(work, pieces)));
    }

    private void check(Function<Consumer<ProbeProgress>, Uni<String>> work, MultiEmitter<? super String> pieces) {
        pieces.emit(page.step(ProgressView.of(parts, known)));
        Cancellable check = work.apply(progress -> tell(progress, pieces))
                .onFailure()
                .recoverWithItem(failure -> page.failure(ProblemDocument.ofFailure(failure), typed))
                .subscribe()
                .with(result -> end(pieces, result), pieces::fail);
        Cancellable pulse =
                Multi.createFrom().ticks().every(PULSE_EVERY).subscribe().with(tick -> pieces.emit(PULSE));
        pieces.onTermination(() -> {
            check.cancel();
            pulse.cancel();
        });
    }

    /** One after the other, so that the last step is the one that knows the most. */
    private synchronized void tell(ProbeProgress progress, MultiEmitter<? super String> pieces) {
        known.put(progress.part(), progress.summary());
        pieces.emit(page.step(ProgressView.of(parts, known)));
    }

    private synchronized void end(MultiEmitter<? super String> pieces, String result) {
        pieces.emit(PageRenderer.END_OF_RUNNING + result);
        pieces.complete();
    }
}
