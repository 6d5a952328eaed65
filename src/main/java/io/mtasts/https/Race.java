package io.mtasts.https;

import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Connects to the addresses one after the other, overlapping, until TLS is done with one of them. RFC 8305, 5. */
final class Race {

    private static final Duration HEAD_START = Duration.ofMillis(250);

    private final FetchTask task;
    private final Iterator<InetAddress> untried;
    private final Way way;
    private final Map<InetAddress, Attempt> running = new LinkedHashMap<>();
    private final Map<InetAddress, FailedFetch> failed = new LinkedHashMap<>();
    private final Set<InetAddress> accepting = new HashSet<>();
    private Consumer<Connection> won = connection -> {};
    private Consumer<FailedFetch> lost = failure -> {};
    private @Nullable Future<?> nextAttempt;
    private boolean over;

    Race(FetchTask task, List<InetAddress> addresses, Way way) {
        this.task = task;
        this.untried = addresses.iterator();
        this.way = way;
    }

    /** Exactly one of the two is told the end, unless the race is closed before. */
    void start(Consumer<Connection> winner, Consumer<FailedFetch> noWinner) {
        won = winner;
        lost = noWinner;
        next();
    }

    void close() {
        over = true;
        cancelNext();
        running.values().forEach(Attempt::close);
        running.clear();
    }

    /** The most telling failure, if the race had to end now. */
    FailedFetch timedOut() {
        running.values().forEach(attempt -> failed.put(attempt.address(), FailedFetch.timeout(attempt.stage())));
        return mostTelling();
    }

    Map<InetAddress, FailedFetch> failed() {
        return failed;
    }

    /** The addresses that accepted a connection, whether or not they won. */
    Set<InetAddress> accepting() {
        return accepting;
    }

    /** Starts the next attempt, and sees to it that another follows. */
    private void next() {
        cancelNext();
        if (untried.hasNext()) {
            run(new Attempt(task, untried.next(), way));
            nextAttempt = untried.hasNext() ? task.after(HEAD_START, this::next) : null;
        } else if (running.isEmpty()) {
            close();
            lost.accept(mostTelling());
        }
    }

    private void cancelNext() {
        if (nextAttempt != null) {
            nextAttempt.cancel(false);
        }
    }

    private void run(Attempt attempt) {
        running.put(attempt.address(), attempt);
        attempt.start(this::win, failure -> fail(attempt, failure));
    }

    private void win(Connection connection) {
        Attempt winner = connection.attempt();
        running.remove(winner.address());
        running.values().stream()
                .filter(Attempt::isConnected)
                .map(Attempt::address)
                .forEach(accepting::add);
        accepting.add(winner.address());
        close();
        won.accept(connection);
    }

    private void fail(Attempt attempt, Throwable failure) {
        running.remove(attempt.address());
        Optional<Way> other = attempt.isConnected() ? attempt.way().afterHandshake(failure) : Optional.empty();
        if (over) {
            return;
        }
        if (other.isPresent()) {
            run(new Attempt(task, attempt.address(), other.get()));
        } else {
            failed.put(attempt.address(), Failures.ofConnect(failure, attempt.isConnected()));
            next();
        }
    }

    private FailedFetch mostTelling() {
        return failed.values().stream()
                .max(Comparator.comparing((FailedFetch one) -> one.failure().kind()))
                .orElseGet(() -> FailedFetch.timeout(Stage.CONNECTING));
    }
}
