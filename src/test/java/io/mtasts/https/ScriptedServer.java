package io.mtasts.https;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Serves connections, each on its own daemon thread, as a script says, and counts those that are open. */
public final class ScriptedServer implements AutoCloseable {

    /** What is done with one connection, the first of which has number 0; it is closed when the peer has closed it. */
    public interface Script {
        void run(Socket socket, int number) throws IOException;
    }

    final List<String> requests = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private int accepted;
    private int open;

    private ScriptedServer(ServerSocket server) {
        this.server = server;
    }

    public static ScriptedServer start(String address, int port, Script script) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
            ScriptedServer server = new ScriptedServer(socket);
            daemon(() -> server.acceptAll(script));
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads a request over TLS and sends the bytes; the end is the peer's matter. */
    static ScriptedServer answering(SSLContext context, String answer) {
        return start("127.0.1.1", 0, (socket, number) -> {
            SSLSocket tls = tls(socket, context);
            readRequest(tls);
            write(tls, answer);
        });
    }

    public int port() {
        return server.getLocalPort();
    }

    public synchronized int accepted() {
        return accepted;
    }

    /** Fails after ten seconds. */
    public synchronized void awaitNoConnection() throws InterruptedException {
        long end = System.nanoTime() + 10_000_000_000L;
        while (open > 0) {
            long rest = (end - System.nanoTime()) / 1_000_000;
            if (rest <= 0) {
                throw new AssertionError(open + " connections are still open");
            }
            wait(rest);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    static SSLSocket tls(Socket socket, SSLContext context, String... alpn) throws IOException {
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, null, true);
        tls.setUseClientMode(false);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setApplicationProtocols(alpn.length == 0 ? new String[] {"http/1.1"} : alpn);
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        return tls;
    }

    /** The head of a request, up to the empty line. */
    static String readRequest(Socket socket) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.write(b);
            if (head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                break;
            }
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    public static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    public static void untilClosed(Socket socket) {
        try {
            InputStream in = socket.getInputStream();
            while (in.read() >= 0) {
                // what else comes is of no interest
            }
        } catch (IOException e) {
            // that is the end, too
        }
    }

    private void acceptAll(Script script) {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                int number = count(1);
                daemon(() -> serve(socket, number, script));
            }
        } catch (IOException e) {
            // closed by the test
        }
    }

    private void serve(Socket socket, int number, Script script) {
        try (socket) {
            script.run(socket, number);
            untilClosed(socket);
        } catch (IOException e) {
            untilClosed(socket);
        } finally {
            count(-1);
        }
    }

    private synchronized int count(int change) {
        open += change;
        accepted += Math.max(change, 0);
        notifyAll();
        return accepted - 1;
    }

    private static void daemon(Runnable runnable) {
        Thread thread = new Thread(runnable, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }
}
