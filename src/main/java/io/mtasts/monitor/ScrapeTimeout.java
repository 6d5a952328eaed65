package io.mtasts.monitor;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How long whoever asks will wait for an answer.
 *
 * @param limit absent where that is not known
 */
record ScrapeTimeout(Optional<Duration> limit) {

    /** For the answer to get there. */
    private static final double WAY_BACK_SECONDS = 0.5;

    private static final double SHORTEST_SECONDS = 0.1;

    private static final double LONGEST_SECONDS = 3600;

    private static final double MILLIS = 1000;

    /** By the header that Prometheus sends with each scrape; what is no number says nothing. */
    static ScrapeTimeout of(@Nullable String seconds) {
        try {
            double wait = Double.parseDouble(seconds == null ? "" : seconds) - WAY_BACK_SECONDS;
            double within = Math.max(SHORTEST_SECONDS, Math.min(LONGEST_SECONDS, wait));
            return new ScrapeTimeout(
                    Double.isNaN(wait)
                            ? Optional.empty()
                            : Optional.of(Duration.ofMillis(Math.round(within * MILLIS))));
        } catch (NumberFormatException e) {
            return new ScrapeTimeout(Optional.empty());
        }
    }

    /** The answer, or another one once the wait is over, which ends what runs. */
    <T> Uni<T> with(Uni<T> answer, Function<Duration, T> late) {
        return limit.map(wait -> answer.ifNoItem().after(wait).recoverWithItem(() -> late.apply(wait)))
                .orElse(answer);
    }
}
