package io.mtasts.lab;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import javax.net.ssl.SSLSocket;

/** An accepted connection after the handshake; {@code tcp} is the socket below TLS. */
record TlsConnection(Socket tcp, SSLSocket tls, String host, int number) {

    ReceivedRequest received(String requestLine, List<HttpHeader> headers) {
        return new ReceivedRequest(
                host,
                requestLine,
                headers,
                tls.getSession().getProtocol(),
                tls.getApplicationProtocol(),
                (InetSocketAddress) tcp.getLocalSocketAddress(),
                (InetSocketAddress) tcp.getRemoteSocketAddress(),
                number,
                System.nanoTime());
    }

    void send(byte[] bytes) throws IOException {
        tls.getOutputStream().write(bytes);
        tls.getOutputStream().flush();
    }

    /** Ends the connection with a TCP reset. */
    void reset() throws IOException {
        tcp.setSoLinger(true, 0);
        tcp.close();
    }

    /** Ends TCP, but not TLS: no close_notify. */
    void cut() throws IOException {
        tcp.shutdownOutput();
        tcp.close();
    }
}
