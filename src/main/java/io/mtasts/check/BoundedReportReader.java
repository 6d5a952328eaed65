package io.mtasts.check;

import io.mtasts.tlsreport.ReadResult;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * A reader of TLS reports on worker threads, which reads only some at the same time: a large report takes many milliseconds,
 * and some 50 MB of memory.
 */
final class BoundedReportReader {

    private final Semaphore permits;
    private final Function<byte[], ReadResult> reader;

    /** Creates a reader for at most {@code max} reports at the same time. */
    BoundedReportReader(int max, Function<byte[], ReadResult> reader) {
        permits = new Semaphore(max);
        this.reader = reader;
    }

    /** Reads a file. Its result, empty if too many are being read, arrives on the event loop of the caller, if there is one. */
    Uni<Optional<ReadResult>> read(byte[] file) {
        if (!permits.tryAcquire()) {
            return Uni.createFrom().item(Optional.empty());
        }
        Executor caller = caller();
        return Uni.createFrom()
                .item(() -> Optional.of(reader.apply(file)))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onTermination()
                .invoke(permits::release)
                .emitOn(caller);
    }

    private static Executor caller() {
        Context context = Vertx.currentContext();
        return context == null ? Runnable::run : task -> context.runOnContext(ignored -> task.run());
    }
}
