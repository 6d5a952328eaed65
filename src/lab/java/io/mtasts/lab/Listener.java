package io.mtasts.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A listening socket at one address, or one whose queue is kept full so that no SYN is answered. */
final class Listener implements AutoCloseable {

    /** What is done with an accepted connection. */
    interface Handler {
        void handle(Socket client) throws IOException;
    }

    private static final int QUEUE = 1024;

    private final DaemonThreads workers;
    private final ServerSocket server;
    private final List<SocketChannel> fillers = new ArrayList<>();
    private CountDownLatch accepting = new CountDownLatch(0);

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
                    workers.run(() -> serve(client, handler));
                }
            } finally {
                accepting.countDown();
            }
        });
    }

    private void serve(Socket client, Handler handler) throws IOException {
        try {
            client.setTcpNoDelay(true);
            handler.handle(client);
        } finally {
            workers.release(client);
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
