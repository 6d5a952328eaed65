package io.mtasts.https;

import io.mtasts.net.SsrfGuard;
import io.mtasts.tls.ClassifiedFailure;
import io.mtasts.tls.TlsFailures;
import io.mtasts.verdict.AddressFetch;
import io.mtasts.verdict.FetchFailure;
import io.mtasts.verdict.FetchFailure.Kind;
import io.mtasts.verdict.PolicyResponse;
import io.mtasts.verdict.TlsInfo;
import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A fetch from one address: a connection, its handshake and one request. Repeats them in another way if the host needs that.
 * Belongs to one event loop.
 */
final class AddressFetchOperation {

    /** The listener for the progress of the fetches from all addresses. */
    interface Listener {

        /** Reports that a handshake is complete. */
        void onConnected(TlsConnection connection);

        /** Reports that the fetch from one address has ended. */
        void onEnd();
    }

    private final FetchContext context;
    private final InetAddress address;
    private final Listener listener;
    private @Nullable ConnectAttempt attempt;
    private @Nullable HttpExchange exchange;
    private @Nullable AddressFetch result;

    AddressFetchOperation(FetchContext context, InetAddress address, Listener listener) {
        this.context = context;
        this.address = address;
        this.listener = listener;
    }

    InetAddress address() {
        return address;
    }

    /** Returns the result; empty until the fetch has ended. */
    Optional<AddressFetch> result() {
        return Optional.ofNullable(result);
    }

    void start(ConnectionSpec spec) {
        if (context.handshakes().tryHandshake()) {
            connect(spec);
        } else {
            notFetched("too many TLS handshakes");
        }
    }

    /** Ends the fetch without a call of the listener: closes its connection. */
    void close() {
        if (exchange != null) {
            exchange.close();
        } else if (attempt != null) {
            attempt.close();
        }
    }

    /** Ends the fetch because no TCP connection has been established yet. */
    void endIfNotConnected() {
        if (result == null && attempt != null && !attempt.isConnected()) {
            timeOut();
        }
    }

    /** Ends the fetch because its time is over. */
    void timeOut() {
        if (result == null) {
            fail(ClassifiedFailure.timeout(stage().toString()));
        }
    }

    private FetchStage stage() {
        if (exchange != null) {
            return exchange.stage();
        }
        return attempt == null ? FetchStage.CONNECTING : attempt.stage();
    }

    private void connect(ConnectionSpec spec) {
        exchange = null;
        attempt = new ConnectAttempt(context, address, spec);
        attempt.start(this::connected, this::connectFailed, this::notFetched);
    }

    private void connected(TlsConnection connection) {
        listener.onConnected(connection);
        exchange = new HttpExchange(
                connection, context.settings().maxBytes(), this::responseComplete, this::responseFailed);
        exchange.start(PolicyRequest.to(context.hostName(), context.settings().userAgent()));
    }

    private void connectFailed(ConnectAttempt failed, Throwable cause) {
        if (!failed.isConnected() && context.guard().isLackOfIpv6(address, cause)) {
            notFetched(SsrfGuard.NO_IPV6);
            return;
        }
        Optional<ConnectionSpec> other =
                failed.isConnected() ? failed.spec().fallbackAfterHandshakeFailure(cause) : Optional.empty();
        repeat(other, TlsFailures.ofConnect(cause, failed.isConnected()));
    }

    /** Tries once more if the host responded in HTTP/2, which was not negotiated. */
    private void responseFailed(HttpExchange failed, Throwable cause) {
        repeat(
                failed.connection().attempt().spec().fallbackAfterProtocolError(cause),
                HttpFailures.ofResponse(cause, failed.stage()));
    }

    private void repeat(Optional<ConnectionSpec> other, ClassifiedFailure failure) {
        if (other.isPresent() && result == null && context.handshakes().tryRepeatedHandshake()) {
            connect(other.get());
        } else {
            fail(failure);
        }
    }

    private void responseComplete(PolicyResponse response) {
        end(AddressFetch.responded(address, tls(), response, context.elapsed()));
    }

    private void notFetched(String limit) {
        end(AddressFetch.failed(
                address, Optional.empty(), FetchFailure.of(Kind.NOT_FETCHED, limit), context.elapsed()));
    }

    private void fail(ClassifiedFailure failure) {
        end(AddressFetch.failed(address, failure.tls().or(this::tls), failure.failure(), context.elapsed()));
    }

    private void end(AddressFetch ended) {
        if (result == null) {
            result = ended;
            close();
            listener.onEnd();
        }
    }

    private Optional<TlsInfo> tls() {
        return Optional.ofNullable(exchange).map(one -> one.connection().session());
    }
}
