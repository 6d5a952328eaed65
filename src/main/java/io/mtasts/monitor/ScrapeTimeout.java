package io.mtasts.monitor;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The time that a client waits for a response.
 *
 * @param limit empty if it is not known
 */
record ScrapeTimeout(Optional<Duration> limit) {

    /** The time that the response needs on the network. */
    private static final double NETWORK_SECONDS = 0.5;

    private static final double MIN_SECONDS = 0.1;

    private static final double MAX_SECONDS = 3600;

    private static final double MILLIS = 1000;

    /** Parses the header that Prometheus sends with each scrape. Ignores a value that is not a number. */
    static ScrapeTimeout of(@Nullable String seconds) {
        try {
            double wait = Double.parseDouble(seconds == null ? "" : seconds) - NETWORK_SECONDS;
            double within = Math.max(MIN_SECONDS, Math.min(MAX_SECONDS, wait));
            return new ScrapeTimeout(
                    Double.isNaN(wait)
                            ? Optional.empty()
                            : Optional.of(Duration.ofMillis(Math.round(within * MILLIS))));
        } catch (NumberFormatException e) {
            return new ScrapeTimeout(Optional.empty());
        }
    }

    /** Returns the result, or the result of {@code onTimeout} if the client would not wait longer, which cancels the check. */
    <T> Uni<T> with(Uni<T> result, Function<Duration, T> onTimeout) {
        return limit.map(wait -> result.ifNoItem().after(wait).recoverWithItem(() -> onTimeout.apply(wait)))
                .orElse(result);
    }
}
