package io.mtasts.lab;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** A client for the laboratory's own tests: one request on a TLS socket, and every byte of the answer. */
record LabClient(
        Laboratory lab, SSLContext context, String address, List<String> versions, List<String> alpn, int timeout) {

    private static final int TIMEOUT_MILLIS = 500;
    private static final int LATE = 30_000;

    LabClient(Laboratory lab) {
        this(lab, trusting(lab), Laboratory.PUBLIC4, List.of("TLSv1.2", "TLSv1.3"), List.of(), LATE);
    }

    LabClient at(String other) {
        return new LabClient(lab, context, other, versions, alpn, timeout);
    }

    LabClient speaking(String version) {
        return new LabClient(lab, context, address, List.of(version), alpn, timeout);
    }

    LabClient offering(String... protocols) {
        return new LabClient(lab, context, address, versions, List.of(protocols), timeout);
    }

    /** One that soon gives up, to meet silence with. */
    LabClient hasty() {
        return new LabClient(lab, context, address, versions, alpn, TIMEOUT_MILLIS);
    }

    String get(String host) throws IOException {
        return get(host, HttpConversation.POLICY_PATH);
    }

    String get(String host, String path) throws IOException {
        try (SSLSocket socket = connect(host, context)) {
            return exchange(socket, request(host, path, "close"), Integer.MAX_VALUE);
        }
    }

    /** Two requests on one connection. */
    String getTwice(String host) throws IOException {
        try (SSLSocket socket = connect(host, context)) {
            String path = HttpConversation.POLICY_PATH;
            return exchange(
                    socket, request(host, path, "keep-alive") + request(host, path, "close"), Integer.MAX_VALUE);
        }
    }

    /** The first so many bytes of an answer. */
    String read(String host, int bytes) throws IOException {
        try (SSLSocket socket = connect(host, context)) {
            return exchange(socket, request(host, HttpConversation.POLICY_PATH, "close"), bytes);
        }
    }

    /** The type of the last TLS record of an exchange, which stands in clear. */
    int lastRecordType(String host) throws IOException {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        try (SSLSocket socket = connect(host, context, new TappedSocket(received))) {
            exchange(socket, request(host, HttpConversation.POLICY_PATH, "close"), Integer.MAX_VALUE);
        }
        ByteBuffer records = ByteBuffer.wrap(received.toByteArray());
        int type = 0;
        while (records.hasRemaining()) {
            type = records.get();
            records.getShort();
            records.position(records.position() + 2 + (records.getShort(records.position()) & 0xFFFF));
        }
        return type;
    }

    /** The certificates that the host sends, whether they can be trusted or not. */
    List<X509Certificate> chain(String host) throws IOException {
        try (SSLSocket socket = connect(host, credulous())) {
            socket.startHandshake();
            return Stream.of(socket.getSession().getPeerCertificates())
                    .map(X509Certificate.class::cast)
                    .toList();
        }
    }

    private static String request(String host, String path, String connection) {
        return "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: " + connection + "\r\n\r\n";
    }

    private static String exchange(SSLSocket socket, String request, int bytes) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        int read = 0;
        while (read >= 0 && answer.size() < bytes) {
            answer.write(buffer, 0, read);
            read = in.read(buffer, 0, Math.min(buffer.length, bytes - answer.size()));
        }
        String text = answer.toString(StandardCharsets.ISO_8859_1);
        return text.substring(0, Math.min(text.length(), bytes));
    }

    private SSLSocket connect(String host, SSLContext by) throws IOException {
        return connect(host, by, new Socket());
    }

    private SSLSocket connect(String host, SSLContext by, Socket tcp) throws IOException {
        tcp.setSoTimeout(timeout);
        tcp.setTcpNoDelay(true);
        tcp.connect(new InetSocketAddress(address, lab.sites().port()), timeout);
        SSLSocket socket = (SSLSocket) by.getSocketFactory().createSocket(tcp, host, 443, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(host)));
        parameters.setProtocols(versions.toArray(String[]::new));
        parameters.setApplicationProtocols(alpn.toArray(String[]::new));
        socket.setSSLParameters(parameters);
        return socket;
    }

    private static SSLContext trusting(Laboratory lab) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(
                    "lab",
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new ByteArrayInputStream(lab.ca().pem().getBytes(StandardCharsets.US_ASCII))));
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            return context(factory.getTrustManagers());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext credulous() {
        X509TrustManager credulous = new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String authType) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String authType) {}

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        };
        try {
            return context(new TrustManager[] {credulous});
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext context(TrustManager[] trust) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust, null);
        return context;
    }

    /** A socket that shows what it receives. */
    private static final class TappedSocket extends Socket {

        private final OutputStream tap;

        TappedSocket(OutputStream tap) {
            this.tap = tap;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    int read = super.read(buffer, offset, length);
                    tap.write(buffer, offset, Math.max(0, read));
                    return read;
                }
            };
        }
    }
}
