package io.mtasts.https;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Connects to the addresses one after the other, overlapping, until TLS is done with one of them. RFC 8305, 5. */
final class Race {

    private static final long HEAD_START_MILLIS = 250;

    private final FetchTask task;
    private final Iterator<InetAddress> untried;
    private final Protocol protocol;
    private final Map<InetAddress, Attempt> running = new LinkedHashMap<>();
    private final Map<InetAddress, FailedFetch> failed = new LinkedHashMap<>();
    private final Set<InetAddress> accepting = new HashSet<>();
    private Consumer<Connection> won = connection -> {};
    private Consumer<FailedFetch> lost = failure -> {};
    private long timer = -1;
    private boolean over;

    Race(FetchTask task, List<InetAddress> addresses, Protocol protocol) {
        this.task = task;
        this.untried = addresses.iterator();
        this.protocol = protocol;
    }

    /** Exactly one of the two is told the end, unless the race is closed before. */
    void start(Consumer<Connection> winner, Consumer<FailedFetch> noWinner) {
        won = winner;
        lost = noWinner;
        next();
    }

    void close() {
        over = true;
        task.vertx().cancelTimer(timer);
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
        task.vertx().cancelTimer(timer);
        if (untried.hasNext()) {
            run(new Attempt(task, untried.next(), protocol));
            timer = untried.hasNext() ? task.vertx().setTimer(HEAD_START_MILLIS, id -> next()) : -1;
        } else if (running.isEmpty()) {
            close();
            lost.accept(mostTelling());
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
        if (attempt.protocol() == Protocol.HTTP1 && wantsHttp2(failure)) {
            run(new Attempt(task, attempt.address(), Protocol.HTTP2));
        } else if (!over) {
            failed.put(attempt.address(), Failures.ofConnect(failure, attempt.isConnected()));
            next();
        }
    }

    private static boolean wantsHttp2(Throwable failure) {
        return Failures.alert(failure).filter("no_application_protocol"::equals).isPresent();
    }

    private FailedFetch mostTelling() {
        return failed.values().stream()
                .max(Comparator.comparing((FailedFetch one) -> one.failure().kind()))
                .orElseGet(() -> FailedFetch.timeout(Stage.CONNECTING));
    }
}
