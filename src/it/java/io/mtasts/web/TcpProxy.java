package io.mtasts.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A proxy between a browser and the service, so that a test can break their connections. */
final class TcpProxy implements AutoCloseable {

    private final ServerSocket entrance;
    private final URI service;
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();

    private TcpProxy(ServerSocket entrance, URI service) {
        this.entrance = entrance;
        this.service = service;
    }

    static TcpProxy to(URI service) throws IOException {
        TcpProxy relay = new TcpProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), service);
        start(relay::accept);
        return relay;
    }

    String address() {
        return "http://localhost:" + entrance.getLocalPort() + "/";
    }

    private void accept() {
        try {
            while (true) {
                Socket browser = entrance.accept();
                open.add(browser);
                Socket server = new Socket(service.getHost(), service.getPort());
                open.add(server);
                start(() -> pass(browser, server));
                start(() -> pass(server, browser));
            }
        } catch (IOException e) {
            cut(); // closed
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Either side has gone, and so goes the other.
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    /** Breaks the open connections. New connections are served. */
    void cut() {
        for (Socket socket = open.poll(); socket != null; socket = open.poll()) {
            close(socket);
        }
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** From now on nobody is served. */
    void stop() {
        close(entrance);
        cut();
    }

    @Override
    public void close() {
        stop();
    }
}
