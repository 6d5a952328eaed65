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

/**
 * A race of connections: starts an attempt for each address, one after the other with a head start, until one of them
 * completes the TLS handshake. RFC 8305, 5. Belongs to one event loop.
 */
final class HappyEyeballs {

    private static final Duration HEAD_START = Duration.ofMillis(250);

    private final FetchContext context;
    private final Iterator<InetAddress> untried;
    private final ConnectionSpec spec;
    private final Map<InetAddress, ConnectAttempt> running = new LinkedHashMap<>();
    private final Map<InetAddress, ClassifiedFailure> failed = new LinkedHashMap<>();
    private final Set<InetAddress> accepting = new HashSet<>();
    private Consumer<TlsConnection> onConnected = connection -> {};
    private Consumer<ClassifiedFailure> onFailure = failure -> {};
    private @Nullable Future<?> nextAttempt;
    private boolean over;

    HappyEyeballs(FetchContext context, List<InetAddress> addresses, ConnectionSpec spec) {
        this.context = context;
        this.untried = addresses.iterator();
        this.spec = spec;
    }

    /** Starts the race. Calls exactly one of the callbacks, unless the race is closed first. */
    void start(Consumer<TlsConnection> winner, Consumer<ClassifiedFailure> noWinner) {
        onConnected = winner;
        onFailure = noWinner;
        next();
    }

    void close() {
        over = true;
        cancelNext();
        running.values().forEach(ConnectAttempt::close);
        running.clear();
    }

    /** Returns the failure to report if the race had to end now. */
    ClassifiedFailure timedOut() {
        running.values()
                .forEach(attempt -> failed.put(
                        attempt.address(),
                        ClassifiedFailure.timeout(attempt.stage().toString())));
        return furthestFailure();
    }

    Map<InetAddress, ClassifiedFailure> failed() {
        return failed;
    }

    /** Returns the addresses that accepted a connection, whether or not they won. */
    Set<InetAddress> accepting() {
        return accepting;
    }

    /** Starts the next attempt, and schedules the one after it. */
    private void next() {
        cancelNext();
        if (untried.hasNext() && context.handshakes().tryHandshake()) {
            run(new ConnectAttempt(context, untried.next(), spec));
            nextAttempt = untried.hasNext() ? context.after(HEAD_START, this::next) : null;
        } else if (running.isEmpty()) {
            close();
            onFailure.accept(furthestFailure());
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
        onConnected.accept(connection);
    }

    private void fail(ConnectAttempt attempt, Throwable failure) {
        running.remove(attempt.address());
        if (over) {
            return;
        }
        Optional<ConnectionSpec> other =
                attempt.isConnected() ? attempt.spec().fallbackAfterHandshakeFailure(failure) : Optional.empty();
        if (other.isPresent() && context.handshakes().tryRepeatedHandshake()) {
            run(new ConnectAttempt(context, attempt.address(), other.get()));
        } else {
            failed.put(attempt.address(), TlsFailures.ofConnect(failure, attempt.isConnected()));
            next();
        }
    }

    /** Returns the failure of the attempt that got furthest, which is the most informative one. */
    private ClassifiedFailure furthestFailure() {
        return failed.values().stream()
                .max(Comparator.comparing(
                        (ClassifiedFailure candidate) -> candidate.failure().kind()))
                .orElseGet(() -> ClassifiedFailure.timeout(FetchStage.CONNECTING.toString()));
    }
}
