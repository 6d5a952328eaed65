package io.mtasts.https;

import io.mtasts.verdict.FetchFailure;
import io.vertx.core.Future;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Finds out whether an address accepts connections, where another one was asked for the policy. */
final class TcpProbe {

    private TcpProbe() {}

    /** The failure, if it does not. Never fails, and ends in time. */
    static Future<Optional<FetchFailure>> run(FetchTask task, InetAddress address) {
        NetClient client =
                task.vertx().createNetClient(new NetClientOptions().setConnectTimeout((int) task.sideProbeMillis()));
        SocketAddress server = SocketAddress.inetSocketAddress(
                new InetSocketAddress(Nat64.ofBytes(address.getAddress()), task.port(address)));
        return client.connect(server)
                .map(socket -> Optional.<FetchFailure>empty())
                .otherwise(failure ->
                        Optional.of(Failures.ofConnect(failure, false).failure()))
                .onComplete(result -> client.close());
    }
}
