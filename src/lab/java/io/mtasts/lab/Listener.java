package io.mtasts.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A listening socket at one address, or one whose queue is kept full so that no SYN is answered. */
final class Listener implements AutoCloseable {

    /** The server's side of an accepted connection. The first connection has number 0. */
    interface Handler {
        void handle(Socket client, int number) throws IOException;
    }

    private static final int QUEUE = 1024;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final DaemonThreads workers;
    private final ServerSocket server;
    private final List<SocketChannel> fillers = new ArrayList<>();
    private CountDownLatch accepting = new CountDownLatch(0);
    private int accepted;
    private int open;

    Listener(DaemonThreads workers, InetAddress address, int port, boolean answers) throws IOException {
        this.workers = workers;
        server = workers.track(new ServerSocket(port, answers ? QUEUE : 1, address));
        if (!answers) {
            fill();
        }
    }

    int port() {
        return server.getLocalPort();
    }

    void accept(Handler handler) {
        accepting = new CountDownLatch(1);
        workers.run(() -> {
            try {
                while (!server.isClosed()) {
                    Socket client = workers.track(server.accept());
                    int number = opened();
                    workers.run(() -> serve(client, number, handler));
                }
            } finally {
                accepting.countDown();
            }
        });
    }

    private void serve(Socket client, int number, Handler handler) throws IOException {
        try {
            client.setTcpNoDelay(true);
            handler.handle(client, number);
        } finally {
            workers.release(client);
            closed();
        }
    }

    private synchronized int opened() {
        open++;
        return accepted++;
    }

    private synchronized void closed() {
        open--;
        notifyAll();
    }

    synchronized int accepted() {
        return accepted;
    }

    /** Waits until no connection is open. Fails after ten seconds. */
    synchronized void awaitNoConnection() throws InterruptedException {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (open > 0) {
            long milliseconds = (end - System.nanoTime()) / 1_000_000;
            if (milliseconds <= 0) {
                throw new AssertionError(open + " connections are still open");
            }
            wait(milliseconds);
        }
    }

    /** Linux takes one connection more into the queue than the backlog says; those that come after wait for ever. */
    private void fill() throws IOException {
        for (int i = 0; i < 4; i++) {
            SocketChannel filler = workers.track(SocketChannel.open());
            filler.configureBlocking(false);
            filler.connect(new InetSocketAddress(server.getInetAddress(), port()));
            fillers.add(filler);
        }
    }

    /** Returns when the port is free, which it is not while a thread is still inside {@code accept()}. */
    @Override
    public void close() {
        workers.release(server);
        fillers.forEach(workers::release);
        try {
            accepting.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
