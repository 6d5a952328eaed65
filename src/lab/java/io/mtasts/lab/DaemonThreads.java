package io.mtasts.lab;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The daemon threads, waits and open sockets of one server; {@link #close()} ends them all. */
final class DaemonThreads implements AutoCloseable {

    /** A conversation on a socket; how it ends is of no interest, since misbehaviour is what a laboratory is for. */
    interface Task {
        void run() throws IOException;
    }

    private final ExecutorService threads;
    private final ScheduledExecutorService timer;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();

    DaemonThreads(String name) {
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newCachedThreadPool(task -> daemon(task, "lab-" + name + "-" + number.incrementAndGet()));
        timer = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "lab-" + name + "-timer"));
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    void run(Task task) {
        try {
            threads.execute(() -> quietly(task));
        } catch (RejectedExecutionException closed) {
            // The server was closed while this connection came in.
        }
    }

    void runLater(Duration delay, Task task) {
        try {
            timer.schedule(() -> quietly(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            // As above.
        }
    }

    private static void quietly(Task task) {
        try {
            task.run();
        } catch (IOException | UncheckedIOException gone) {
            // The client left or the server was closed: the ordinary end of a conversation.
        }
    }

    /** Remembers a socket, so that closing the server closes it even while a thread is blocked on it. */
    <T extends Closeable> T track(T socket) throws IOException {
        open.add(socket);
        if (closed()) {
            socket.close();
        }
        return socket;
    }

    void release(Closeable socket) {
        open.remove(socket);
        closeQuietly(socket);
    }

    boolean closed() {
        return closing.getCount() == 0;
    }

    /** Waits as a part of a server's behaviour, and fails as soon as the server is closed. */
    void pause(Duration duration) throws IOException {
        try {
            if (closing.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IOException("the laboratory is closing");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the laboratory is closing", e);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        open.forEach(DaemonThreads::closeQuietly);
        timer.shutdownNow();
        threads.shutdownNow();
        try {
            threads.awaitTermination(5, TimeUnit.SECONDS);
            timer.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // It was broken already.
        }
    }
}
