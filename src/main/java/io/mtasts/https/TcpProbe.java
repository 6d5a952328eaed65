package io.mtasts.https;

import io.mtasts.verdict.FetchFailure;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds out whether an address accepts connections, where another one was asked for the policy. */
final class TcpProbe {

    private TcpProbe() {}

    /** Tells the failure, if it does not; tells it in time. */
    static void run(FetchTask task, InetAddress address, Consumer<Optional<FetchFailure>> told) {
        task.connect(address, task.sideProbeTimeout(), new Unheard())
                .ifPresent(connecting -> connecting.addListener(result -> {
                    connecting.channel().close();
                    told.accept(Optional.ofNullable(result.cause())
                            .map(failure -> Failures.ofConnect(failure, false).failure()));
                }));
    }
}
