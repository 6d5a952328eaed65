package io.mtasts.https;

import io.mtasts.net.InetAddressOrder;
import io.mtasts.tls.ClassifiedFailure;
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
final class PolicyFetchOperation {

    /** What came of it, in the terms of {@link io.mtasts.verdict.PolicyFetch}. */
    record Outcome(
            List<AddressFailure> failedAddresses,
            Optional<TlsInfo> tls,
            Optional<PolicyResponse> answer,
            Optional<FetchFailure> failure,
            boolean slow) {}

    private final FetchContext task;
    private final List<InetAddress> addresses;
    private final List<InetAddress> ways;
    private final Consumer<Outcome> done;
    private final AlternateAddressProbe others = new AlternateAddressProbe();
    private HappyEyeballs race;
    private @Nullable HttpExchange exchange;
    private @Nullable PolicyResponse answer;
    private @Nullable ClassifiedFailure failure;
    private boolean tls12Known = true;
    private boolean only13;
    private boolean slow;
    private boolean over;
    private @Nullable Future<?> deadline;

    PolicyFetchOperation(FetchContext task, List<InetAddress> addresses, Consumer<Outcome> done) {
        this.task = task;
        this.addresses = InetAddressOrder.of(addresses);
        this.ways = InetAddressOrder.withEmbeddedIpv4(this.addresses, task.guard());
        this.done = done;
        race = new HappyEyeballs(task, ways, new ConnectionSpec(task.tls().preferredEngine(), HttpProtocol.HTTP1));
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

    private void connected(TlsConnection connection) {
        exchange(connection);
        others.run(task, ways, race, this::finishIfDone);
        if (connection.tlsProtocol().equals("TLSv1.3")) {
            tls12Known = false;
            Tls12Probe.run(task, connection.attempt().address(), found -> {
                only13 = found;
                tls12Known = true;
                finishIfDone();
            });
        }
    }

    private void exchange(TlsConnection connection) {
        exchange = new HttpExchange(connection, task.settings().maxBytes(), this::answered, this::answerFailed);
        exchange.start(PolicyRequest.to(task.hostName(), task.settings().userAgent()));
    }

    private void answered(PolicyResponse complete) {
        answer = complete;
        slow = task.elapsed().compareTo(task.settings().slowAfter()) > 0;
        finishIfDone();
    }

    /** Asked once more are hosts that answer in HTTP/2 unasked, and those that may want another handshake first. */
    private void answerFailed(HttpExchange failed, Throwable cause) {
        TlsConnection connection = failed.connection();
        ConnectionSpec way = connection.attempt().spec();
        boolean ended = failed.stage() == FetchStage.WAITING && HttpFailures.isEndOfConnection(cause);
        Optional<ConnectionSpec> other = ended ? way.withJdkEngine() : way.fallbackAfterProtocolError(cause);
        if (other.isPresent() && !over) {
            race = new HappyEyeballs(task, List.of(connection.attempt().address()), other.get());
            race.start(this::exchange, this::fail);
        } else {
            fail(HttpFailures.ofResponse(cause, failed.stage()));
        }
    }

    private void fail(ClassifiedFailure failed) {
        failure = failed;
        slow = task.elapsed().compareTo(task.settings().slowAfter()) > 0;
        finishIfDone();
    }

    private void timeOut() {
        if (answer == null && failure == null) {
            failure = exchange == null || exchange.isOver()
                    ? race.timedOut()
                    : ClassifiedFailure.timeout(exchange.stage().toString());
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
        Optional<ClassifiedFailure> failed = Optional.ofNullable(failure);
        done.accept(new Outcome(
                answer == null ? List.of() : others.failed(addresses),
                failed.flatMap(ClassifiedFailure::tls).or(this::tls),
                Optional.ofNullable(answer),
                failed.map(ClassifiedFailure::failure),
                slow));
    }

    private Optional<TlsInfo> tls() {
        return Optional.ofNullable(exchange).map(one -> one.connection().tlsFacts(only13));
    }
}
