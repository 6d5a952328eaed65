package io.mtasts;

import static org.awaitility.Awaitility.await;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An extension for tests of code that owns buffers. It fails the class if a buffer was never released.
 *
 * <p>Netty reports a leak after the garbage collector has found the buffer and another buffer is allocated. So the guard
 * leaks a buffer of its own before and after the class, and waits until Netty reports that one. What Netty reports in
 * between belongs to the class.
 */
public final class LeakGuard extends Handler implements BeforeAllCallback, AfterAllCallback {

    private static final String MARK = "a leak on purpose, number ";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** Held, because the log manager holds its loggers weakly and would forget the handler. */
    private final Logger detector = Logger.getLogger("io.netty.util.ResourceLeakDetector");

    private final Queue<String> leaks = new ConcurrentLinkedQueue<>();
    private ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();

    @Override
    public void beforeAll(ExtensionContext context) {
        initializeVertx();
        level = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        detector.addHandler(this);
        // A class that leaks fails, and the leaks on purpose interest nobody.
        detector.setUseParentHandlers(false);
        collect();
        leaks.clear();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (ResourceLeakDetector.getLevel() != ResourceLeakDetector.Level.PARANOID) {
            throw new IllegalStateException("the detector was switched off during the class");
        }
        collect();
        detector.removeHandler(this);
        detector.setUseParentHandlers(true);
        ResourceLeakDetector.setLevel(level);
        List<String> ofTheClass =
                leaks.stream().filter(leak -> !leak.contains(MARK)).toList();
        if (!ofTheClass.isEmpty()) {
            throw new AssertionError(ofTheClass.get(0));
        }
    }

    /** Loads the class of Vert.x that switches the detector off when it is initialized. */
    private static void initializeVertx() {
        try {
            Class.forName("io.vertx.core.impl.VertxImpl");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns after Netty has reported all buffers that can no longer be reached. */
    private void collect() {
        String mark = MARK + NUMBERS.incrementAndGet() + ".";
        AtomicInteger round = new AtomicInteger();
        await().atMost(TIMEOUT).pollInterval(Duration.ofMillis(20)).until(() -> {
            // A new buffer in each round, because Netty reports equal leaks once, and may lose one to another thread.
            leak(mark + round.incrementAndGet());
            System.gc();
            // An allocation makes the detector look.
            PooledByteBufAllocator.DEFAULT.buffer().release();
            return leaks.stream().anyMatch(leak -> leak.contains(mark));
        });
    }

    private static void leak(String mark) {
        PooledByteBufAllocator.DEFAULT.buffer(1).touch(mark);
    }

    @Override
    public void publish(LogRecord line) {
        if (line.getMessage().contains("LEAK")) {
            leaks.add(String.format("%s %s", line.getMessage(), line.getThrown()));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
