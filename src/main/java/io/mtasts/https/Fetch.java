package io.mtasts.https;

import io.mtasts.net.InetAddressOrder;
import io.mtasts.verdict.AddressFailure;
import io.mtasts.verdict.FetchFailure;
import io.mtasts.verdict.PolicyResponse;
import io.mtasts.verdict.TlsInfo;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One fetch from addresses that may be connected to: the one that wins the race is asked for the policy, the others
 * are looked at meanwhile. Belongs to one event loop.
 */
final class Fetch {

    /** What came of it, in the terms of {@link io.mtasts.verdict.PolicyFetch}. */
    record Outcome(
            List<AddressFailure> failedAddresses,
            Optional<TlsInfo> tls,
            Optional<PolicyResponse> answer,
            Optional<FetchFailure> failure,
            boolean slow) {}

    private final FetchTask task;
    private final List<InetAddress> addresses;
    private final List<InetAddress> ways;
    private final Consumer<Outcome> done;
    private final OtherAddresses others = new OtherAddresses();
    private Race race;
    private @Nullable Exchange exchange;
    private @Nullable PolicyResponse answer;
    private @Nullable FailedFetch failure;
    private boolean tls12Known = true;
    private boolean only13;
    private boolean slow;
    private boolean over;
    private @Nullable Future<?> deadline;

    Fetch(FetchTask task, List<InetAddress> addresses, Consumer<Outcome> done) {
        this.task = task;
        this.addresses = InetAddressOrder.of(addresses);
        this.ways = InetAddressOrder.withEmbeddedIpv4(this.addresses, task.guard());
        this.done = done;
        race = new Race(task, ways, new Way(task.tls().first(), Protocol.HTTP1));
    }

    void start() {
        deadline = task.after(task.remaining(), this::timeOut);
        race.start(this::connected, this::fail);
    }

    /** Ends it without an outcome. */
    void close() {
        over = true;
        if (deadline != null) {
            deadline.cancel(false);
        }
        race.close();
        if (exchange != null) {
            exchange.close();
        }
    }

    private void connected(Connection connection) {
        exchange(connection);
        others.look(task, ways, race, this::finishIfDone);
        if (connection.tlsProtocol().equals("TLSv1.3")) {
            tls12Known = false;
            Tls12Probe.run(task, connection.attempt().address(), found -> {
                only13 = found;
                tls12Known = true;
                finishIfDone();
            });
        }
    }

    private void exchange(Connection connection) {
        exchange = new Exchange(connection, task.settings().maxBytes(), this::answered, this::answerFailed);
        exchange.start(PolicyRequest.to(task.hostName(), task.settings().userAgent()));
    }

    private void answered(PolicyResponse complete) {
        answer = complete;
        slow = task.elapsed().compareTo(task.settings().slowAfter()) > 0;
        finishIfDone();
    }

    /** Asked once more are hosts that answer in HTTP/2 unasked, and those that may want another handshake first. */
    private void answerFailed(Exchange failed, Throwable cause) {
        Connection connection = failed.connection();
        Way way = connection.attempt().way();
        boolean ended = failed.stage() == Stage.WAITING && Failures.isEndOfConnection(cause);
        Optional<Way> other = ended ? way.byTheJdk() : way.afterFirstBytes(cause);
        if (other.isPresent() && !over) {
            race = new Race(task, List.of(connection.attempt().address()), other.get());
            race.start(this::exchange, this::fail);
        } else {
            fail(Failures.ofAnswer(cause, failed.stage()));
        }
    }

    private void fail(FailedFetch failed) {
        failure = failed;
        slow = task.elapsed().compareTo(task.settings().slowAfter()) > 0;
        finishIfDone();
    }

    private void timeOut() {
        if (answer == null && failure == null) {
            failure = exchange == null || exchange.isOver() ? race.timedOut() : FailedFetch.timeout(exchange.stage());
            slow = true;
        }
        finish();
    }

    private void finishIfDone() {
        boolean known = answer != null || failure != null;
        if (known && tls12Known && others.isDone()) {
            finish();
        }
    }

    private void finish() {
        if (over) {
            return;
        }
        close();
        Optional<FailedFetch> failed = Optional.ofNullable(failure);
        done.accept(new Outcome(
                answer == null ? List.of() : others.failed(addresses),
                failed.flatMap(FailedFetch::tls).or(this::tls),
                Optional.ofNullable(answer),
                failed.map(FailedFetch::failure),
                slow));
    }

    private Optional<TlsInfo> tls() {
        return Optional.ofNullable(exchange).map(one -> one.connection().tlsFacts(only13));
    }
}
