package io.mtasts.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A server that runs a script on each connection, for what no {@link FakeHttpsSite} or {@link MailServerBehavior}
 * describes. It counts the connections that are open.
 */
public final class ScriptedServer implements AutoCloseable {

    /**
     * The server's side of one connection. The first connection has number 0. After the script, or its exception, the
     * server waits for the peer to close the connection.
     */
    public interface Script {
        void run(Socket socket, int number) throws IOException;
    }

    private final DaemonThreads threads = new DaemonThreads("scripted");
    private final Listener listener;

    private ScriptedServer(String address, int port) throws IOException {
        listener = new Listener(threads, Loopback.address(address), port, true);
    }

    /** Starts a server. The port 0 is any free port. */
    public static ScriptedServer start(String address, int port, Script script) {
        try {
            ScriptedServer server = new ScriptedServer(address, port);
            server.listener.accept((socket, number) -> serve(socket, number, script));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a server on a free port that reads a request over TLS and sends the response. */
    public static ScriptedServer responding(SSLContext context, String response) {
        return start("127.0.1.1", 0, (socket, number) -> {
            SSLSocket tls = tls(socket, context);
            readRequest(tls);
            write(tls, response);
        });
    }

    public int port() {
        return listener.port();
    }

    /** Returns how many connections were accepted so far. */
    public int accepted() {
        return listener.accepted();
    }

    /** Waits until no connection is open. Fails after ten seconds. */
    public void awaitNoConnection() throws InterruptedException {
        listener.awaitNoConnection();
    }

    /** Does the handshake of a server. Without names of protocols, ALPN chooses HTTP/1.1. */
    public static SSLSocket tls(Socket socket, SSLContext context, String... alpn) throws IOException {
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, null, true);
        tls.setUseClientMode(false);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setApplicationProtocols(alpn.length == 0 ? new String[] {"http/1.1"} : alpn);
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        return tls;
    }

    /** Reads the head of a request, up to the empty line. */
    public static String readRequest(Socket socket) throws IOException {
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

    /** Sends a text in ISO 8859-1. */
    public static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Reads and discards what the peer sends, until it closes or resets the connection. */
    public static void untilClosed(Socket socket) {
        try {
            FakePolicyServer.waitForTheClient(socket.getInputStream());
        } catch (IOException reset) {
            // The peer is gone, too.
        }
    }

    private static void serve(Socket socket, int number, Script script) throws IOException {
        try {
            script.run(socket, number);
        } finally {
            untilClosed(socket);
        }
    }

    /** Stops to listen and closes all connections. */
    @Override
    public void close() {
        listener.close();
        threads.close();
    }
}
