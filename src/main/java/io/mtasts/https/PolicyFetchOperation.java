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
 * A fetch from vetted addresses. The address that wins the race serves the policy. The others are only connected to
 * meanwhile. Belongs to one event loop.
 */
final class PolicyFetchOperation {

    /** The result of a fetch, in the terms of {@link io.mtasts.verdict.PolicyFetch}. */
    record Outcome(
            List<AddressFailure> failedAddresses,
            Optional<TlsInfo> tls,
            Optional<PolicyResponse> response,
            Optional<FetchFailure> failure,
            boolean slow) {}

    private final FetchContext context;
    private final List<InetAddress> addresses;
    private final List<InetAddress> targets;
    private final Consumer<Outcome> onDone;
    private final AlternateAddressProbe others = new AlternateAddressProbe();
    private HappyEyeballs race;
    private @Nullable HttpExchange exchange;
    private @Nullable PolicyResponse response;
    private @Nullable ClassifiedFailure failure;
    private boolean tls12Known = true;
    private boolean only13;
    private boolean slow;
    private boolean over;
    private @Nullable Future<?> deadline;

    PolicyFetchOperation(FetchContext context, List<InetAddress> addresses, Consumer<Outcome> onDone) {
        this.context = context;
        this.addresses = InetAddressOrder.of(addresses);
        this.targets = InetAddressOrder.withEmbeddedIpv4(this.addresses, context.guard());
        this.onDone = onDone;
        race = new HappyEyeballs(
                context, targets, new ConnectionSpec(context.tls().preferredEngine(), HttpProtocol.HTTP1));
    }

    void start() {
        deadline = context.after(context.remaining(), this::timeOut);
        race.start(this::connected, this::fail);
    }

    /** Ends the fetch without an outcome: closes its connections, and drops its timers and tasks. */
    void close() {
        over = true;
        if (deadline != null) {
            deadline.cancel(false);
        }
        context.handshakes().close();
        race.close();
        if (exchange != null) {
            exchange.close();
        }
    }

    private void connected(TlsConnection connection) {
        exchange(connection);
        others.run(context, targets, race, this::finishIfDone);
        if (connection.tlsProtocol().equals("TLSv1.3")) {
            tls12Known = false;
            Tls12Probe.run(context, connection.attempt().address(), found -> {
                only13 = found;
                tls12Known = true;
                finishIfDone();
            });
        }
    }

    private void exchange(TlsConnection connection) {
        exchange = new HttpExchange(
                connection, context.settings().maxBytes(), this::responseComplete, this::responseFailed);
        exchange.start(PolicyRequest.to(context.hostName(), context.settings().userAgent()));
    }

    private void responseComplete(PolicyResponse complete) {
        response = complete;
        slow = context.elapsed().compareTo(context.settings().slowAfter()) > 0;
        finishIfDone();
    }

    /** Tries once more if the host responded in HTTP/2, which was not negotiated. */
    private void responseFailed(HttpExchange failed, Throwable cause) {
        TlsConnection connection = failed.connection();
        ConnectionSpec spec = connection.attempt().spec();
        Optional<ConnectionSpec> other = spec.fallbackAfterProtocolError(cause);
        if (other.isPresent() && !over) {
            race = new HappyEyeballs(context, List.of(connection.attempt().address()), other.get());
            race.start(this::exchange, this::fail);
        } else {
            fail(HttpFailures.ofResponse(cause, failed.stage()));
        }
    }

    private void fail(ClassifiedFailure failed) {
        failure = failed;
        slow = context.elapsed().compareTo(context.settings().slowAfter()) > 0;
        finishIfDone();
    }

    private void timeOut() {
        if (response == null && failure == null) {
            failure = exchange == null || exchange.isOver()
                    ? race.timedOut()
                    : ClassifiedFailure.timeout(exchange.stage().toString());
            slow = true;
        }
        finish();
    }

    private void finishIfDone() {
        boolean known = response != null || failure != null;
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
        onDone.accept(new Outcome(
                response == null ? List.of() : others.failed(addresses),
                failed.flatMap(ClassifiedFailure::tls).or(this::tls),
                Optional.ofNullable(response),
                failed.map(ClassifiedFailure::failure),
                slow));
    }

    private Optional<TlsInfo> tls() {
        return Optional.ofNullable(exchange).map(one -> one.connection().tlsFacts(only13));
    }
}
