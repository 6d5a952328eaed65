package io.mtasts.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** A listening socket at one address, or one whose queue is kept full so that no SYN is answered. */
final class Listener implements AutoCloseable {

    /** What is done with an accepted connection. */
    interface Handler {
        void handle(Socket client) throws IOException;
    }

    private static final int QUEUE = 1024;

    private final Workers workers;
    private final ServerSocket server;
    private final List<SocketChannel> fillers = new ArrayList<>();

    Listener(Workers workers, InetAddress address, int port, boolean answers) throws IOException {
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
        workers.run(() -> {
            while (!server.isClosed()) {
                Socket client = workers.track(server.accept());
                workers.run(() -> serve(client, handler));
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

    @Override
    public void close() {
        workers.release(server);
        fillers.forEach(workers::release);
    }
}
