package io.mtasts.https;

import io.mtasts.net.ExceptionSink;
import io.mtasts.tls.TlsFailures;
import io.mtasts.verdict.FetchFailure;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds out whether an address accepts connections, where another one was asked for the policy. */
final class TcpProbe {

    private TcpProbe() {}

    /** Tells the failure, if it does not; tells it in time. */
    static void run(FetchContext task, InetAddress address, Consumer<Optional<FetchFailure>> told) {
        task.connect(address, task.sideProbeTimeout(), new ExceptionSink())
                .ifPresent(connecting -> connecting.addListener(result -> {
                    connecting.channel().close();
                    told.accept(Optional.ofNullable(result.cause())
                            .map(failure ->
                                    TlsFailures.ofConnect(failure, false).failure()));
                }));
    }
}
