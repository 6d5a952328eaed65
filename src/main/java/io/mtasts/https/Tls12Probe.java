package io.mtasts.https;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;

/** Finds out whether a host that speaks TLS 1.3 turns TLS 1.2 away, at the price of one message each way. */
final class Tls12Probe {

    private static final int ALERT = 21;
    private static final int RECORD_HEADER = 5;
    private static final int WARNING = 1;

    /** handshake_failure, protocol_version, insufficient_security. RFC 5246, 7.2.2. */
    private static final Set<Integer> TURNED_AWAY = Set.of(40, 70, 71);

    private final Promise<Boolean> only13 = Promise.promise();
    private final Buffer received = Buffer.buffer();

    private Tls12Probe() {}

    /** Never fails, and ends in time; false where it is not known. */
    static Future<Boolean> run(FetchTask task, InetAddress address) {
        Tls12Probe probe = new Tls12Probe();
        long millis = task.sideProbeMillis();
        NetClient client = task.vertx().createNetClient(new NetClientOptions().setConnectTimeout((int) millis));
        long timer = task.vertx().setTimer(millis, id -> probe.only13.tryComplete(false));
        client.connect(SocketAddress.inetSocketAddress(
                        new InetSocketAddress(Nat64.ofBytes(address.getAddress()), task.port(address))))
                .onSuccess(socket -> probe.greet(socket, task.hostName()))
                .onFailure(failure -> probe.only13.tryComplete(false));
        return probe.only13.future().onComplete(result -> {
            task.vertx().cancelTimer(timer);
            client.close();
        });
    }

    private void greet(NetSocket socket, String host) {
        if (only13.future().isComplete()) {
            socket.close();
            return;
        }
        socket.exceptionHandler(failure -> only13.tryComplete(false));
        socket.closeHandler(end -> only13.tryComplete(false));
        socket.handler(bytes -> {
            received.appendBuffer(bytes);
            verdict(received).ifPresent(only13::tryComplete);
        });
        try {
            socket.write(Buffer.buffer(ClientHello.tls12(host)));
        } catch (SSLException e) {
            // TLS 1.2 is switched off here, so nothing can be said of the host
            only13.tryComplete(false);
        }
    }

    /** Empty where more has to come. A warning, such as unrecognized_name, is followed by the true answer. */
    static Optional<Boolean> verdict(Buffer received) {
        int at = 0;
        while (received.length() >= at + RECORD_HEADER + 2) {
            int length = received.getUnsignedShort(at + 3);
            if (received.getUnsignedByte(at) != ALERT || length != 2) {
                return Optional.of(false);
            }
            if (received.getUnsignedByte(at + RECORD_HEADER) != WARNING) {
                int alert = received.getUnsignedByte(at + RECORD_HEADER + 1);
                return Optional.of(TURNED_AWAY.contains(alert));
            }
            at += RECORD_HEADER + length;
        }
        return Optional.empty();
    }
}
