package io.mtasts.https;

import io.mtasts.net.ExceptionSink;
import io.mtasts.tls.TlsFailures;
import io.mtasts.verdict.FetchFailure;
import io.netty.channel.ChannelFuture;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Consumer;

/** A check whether an address accepts connections while another address serves the policy. */
final class TcpProbe {

    private TcpProbe() {}

    /** Connects, and reports the failure in time; reports none if a limit of this service forbids the connection. */
    static void run(FetchContext context, InetAddress address, Consumer<Optional<FetchFailure>> onResult) {
        Optional<ChannelFuture> opened =
                context.connectIfAllowed(address, context.sideProbeTimeout(), new ExceptionSink());
        if (opened.isEmpty()) {
            onResult.accept(Optional.empty());
            return;
        }
        ChannelFuture connecting = opened.get();
        connecting.addListener(result -> {
            connecting.channel().close();
            onResult.accept(Optional.ofNullable(result.cause())
                    .map(failure -> TlsFailures.ofConnect(failure, false).failure()));
        });
    }
}
