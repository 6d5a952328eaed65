package io.mtasts;

import io.netty.buffer.PooledByteBufAllocator;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class after which Netty tells of a buffer that was never released; it looks at each of them
 * (io.netty.leakDetection.level=paranoid).
 *
 * <p>Netty only logs, once the collector has found the buffer and another one is allocated. What was told is kept in a
 * system property, since the tests of Quarkus have class loaders of their own.
 */
public final class LeakGuard extends Handler implements BeforeAllCallback, AfterAllCallback {

    private static final String TOLD = LeakGuard.class.getName();
    private static final int ROUNDS = 3;
    private static final int ALLOCATIONS = 100;

    /** Held, because the log manager holds its loggers weakly and would forget the handler. */
    private final Logger detector = Logger.getLogger("io.netty.util.ResourceLeakDetector");

    @Override
    public void beforeAll(ExtensionContext context) {
        detector.addHandler(this);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        for (int round = 0; round < ROUNDS; round++) {
            System.gc();
            for (int i = 0; i < ALLOCATIONS; i++) {
                PooledByteBufAllocator.DEFAULT.buffer().release();
            }
        }
        detector.removeHandler(this);
        String leak = System.clearProperty(TOLD);
        if (leak != null) {
            throw new AssertionError(leak);
        }
    }

    @Override
    public void publish(LogRecord line) {
        if (line.getMessage().contains("LEAK")) {
            System.setProperty(TOLD, line.getMessage());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
