package io.mtasts.https;

import io.mtasts.tls.ClassifiedFailure;
import io.mtasts.tls.TlsFailures;
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
final class HappyEyeballs {

    private static final Duration HEAD_START = Duration.ofMillis(250);

    private final FetchContext task;
    private final Iterator<InetAddress> untried;
    private final ConnectionSpec way;
    private final Map<InetAddress, ConnectAttempt> running = new LinkedHashMap<>();
    private final Map<InetAddress, ClassifiedFailure> failed = new LinkedHashMap<>();
    private final Set<InetAddress> accepting = new HashSet<>();
    private Consumer<TlsConnection> won = connection -> {};
    private Consumer<ClassifiedFailure> lost = failure -> {};
    private @Nullable Future<?> nextAttempt;
    private boolean over;

    HappyEyeballs(FetchContext task, List<InetAddress> addresses, ConnectionSpec way) {
        this.task = task;
        this.untried = addresses.iterator();
        this.way = way;
    }

    /** Exactly one of the two is told the end, unless the race is closed before. */
    void start(Consumer<TlsConnection> winner, Consumer<ClassifiedFailure> noWinner) {
        won = winner;
        lost = noWinner;
        next();
    }

    void close() {
        over = true;
        cancelNext();
        running.values().forEach(ConnectAttempt::close);
        running.clear();
    }

    /** The most telling failure, if the race had to end now. */
    ClassifiedFailure timedOut() {
        running.values()
                .forEach(attempt -> failed.put(
                        attempt.address(),
                        ClassifiedFailure.timeout(attempt.stage().toString())));
        return mostTelling();
    }

    Map<InetAddress, ClassifiedFailure> failed() {
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
            run(new ConnectAttempt(task, untried.next(), way));
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

    private void run(ConnectAttempt attempt) {
        running.put(attempt.address(), attempt);
        attempt.start(this::win, failure -> fail(attempt, failure));
    }

    private void win(TlsConnection connection) {
        ConnectAttempt winner = connection.attempt();
        running.remove(winner.address());
        running.values().stream()
                .filter(ConnectAttempt::isConnected)
                .map(ConnectAttempt::address)
                .forEach(accepting::add);
        accepting.add(winner.address());
        close();
        won.accept(connection);
    }

    private void fail(ConnectAttempt attempt, Throwable failure) {
        running.remove(attempt.address());
        Optional<ConnectionSpec> other =
                attempt.isConnected() ? attempt.spec().fallbackAfterHandshakeFailure(failure) : Optional.empty();
        if (over) {
            return;
        }
        if (other.isPresent()) {
            run(new ConnectAttempt(task, attempt.address(), other.get()));
        } else {
            failed.put(attempt.address(), TlsFailures.ofConnect(failure, attempt.isConnected()));
            next();
        }
    }

    private ClassifiedFailure mostTelling() {
        return failed.values().stream()
                .max(Comparator.comparing(
                        (ClassifiedFailure one) -> one.failure().kind()))
                .orElseGet(() -> ClassifiedFailure.timeout(FetchStage.CONNECTING.toString()));
    }
}
