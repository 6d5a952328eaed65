package io.mtasts.lab;

import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** The HTTPS hosts, told apart by SNI, at one port of several loopback addresses; and what they were asked. */
public final class FakePolicyServer implements AutoCloseable {

    private static final int PORTS_TO_TRY = 50;
    private static final Map<String, Reachability> NORMALLY = Map.of(
            Laboratory.PUBLIC4,
            Reachability.SITES,
            Laboratory.OTHER_PUBLIC4,
            Reachability.SITES,
            Laboratory.PUBLIC6,
            Reachability.SITES,
            Laboratory.REFUSED,
            Reachability.REFUSED,
            Laboratory.TARPIT,
            Reachability.TARPIT,
            Laboratory.NO_ANSWER,
            Reachability.NO_ANSWER,
            "127.0.0.1",
            Reachability.FORBIDDEN);
    private static final byte[] PLAIN = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    private record Received(ClientHello hello, InetAddress local) {}

    private final DaemonThreads workers = new DaemonThreads("https");
    private final LabCa ca;
    private final boolean ipv6 = Loopback.hasIpv6();
    private final int port;
    private final Map<String, Listener> listeners = new ConcurrentHashMap<>();
    private final Map<String, Reachability> reachabilities = new ConcurrentHashMap<>();
    private final Map<String, FakeHttpsSite> sites = new ConcurrentHashMap<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final ReceivedLog<ReceivedRequest> requests = new ReceivedLog<>();
    private final Queue<Received> hellos = new ConcurrentLinkedQueue<>();
    private final Map<String, AtomicInteger> accepted = new ConcurrentHashMap<>();
    private final AtomicInteger connectionNumbers = new AtomicInteger();

    FakePolicyServer(LabCa ca) throws IOException {
        this.ca = ca;
        this.port = bindAll();
    }

    /** Finds a port that is free at all addresses. */
    private int bindAll() throws IOException {
        for (int attempt = 1; ; attempt++) {
            Listener first = new Listener(workers, Loopback.address(Laboratory.PUBLIC4), 0, true);
            int candidate = first.port();
            first.close();
            try {
                for (Map.Entry<String, Reachability> normal : NORMALLY.entrySet()) {
                    open(normal.getKey(), candidate, normal.getValue());
                }
                return candidate;
            } catch (BindException taken) {
                listeners.values().forEach(Listener::close);
                listeners.clear();
                if (attempt == PORTS_TO_TRY) {
                    throw taken;
                }
            }
        }
    }

    private void open(String address, int at, Reachability reachability) throws IOException {
        reachabilities.put(address, reachability);
        if (reachability == Reachability.REFUSED || address.contains(":") && !ipv6) {
            return;
        }
        boolean answers = reachability != Reachability.NO_ANSWER;
        Listener listener = new Listener(workers, Loopback.address(address), at, answers);
        listeners.put(address, listener);
        if (answers) {
            listener.accept((client, number) -> accepted(client, address, reachability));
        }
    }

    public int port() {
        return port;
    }

    /** Whether the machine has {@code ::1}, so that {@link Laboratory#PUBLIC6} can be reached. */
    public boolean hasIpv6() {
        return ipv6;
    }

    /** Sets what the host serves; {@code *.name} serves every host one label below that has no site of its own. */
    public FakePolicyServer site(String host, FakeHttpsSite site) {
        sites.put(key(host), site);
        return this;
    }

    /** Sets what the host serves at one address only, in place of what it serves elsewhere. */
    public FakePolicyServer site(String host, String address, FakeHttpsSite site) {
        sites.put(key(host) + "@" + address, site);
        return this;
    }

    public FakePolicyServer remove(String host) {
        sites.remove(key(host));
        return this;
    }

    /** Changes what connections to an address meet, until the next reset. */
    public FakePolicyServer reach(String address, Reachability reachability) throws IOException {
        Listener old = listeners.remove(address);
        if (old != null) {
            old.close();
        }
        open(address, port, reachability);
        return this;
    }

    /** All requests to this host (by SNI), in the order of their arrival. */
    public List<ReceivedRequest> requests(String host) {
        return requests.all().stream()
                .filter(request -> request.serverName().equals(key(host)))
                .toList();
    }

    public List<ReceivedRequest> requests() {
        return requests.all();
    }

    /** Waits for a request that no earlier call returned, to any host. */
    public ReceivedRequest takeRequest(Duration timeout) throws InterruptedException {
        return requests.take(timeout);
    }

    /** All TLS handshakes that clients began with this host, successful or not. */
    public List<ClientHello> hellos(String host) {
        return hellos.stream()
                .map(Received::hello)
                .filter(hello -> hello.serverName().equals(Optional.of(key(host))))
                .toList();
    }

    /** The addresses at which clients began TLS handshakes with this host, in that order. */
    public List<InetAddress> addressesTried(String host) {
        return hellos.stream()
                .filter(received -> received.hello().serverName().equals(Optional.of(key(host))))
                .map(Received::local)
                .toList();
    }

    /** How many connections were accepted at this address. */
    public int connections(String address) {
        AtomicInteger count = accepted.get(address);
        return count == null ? 0 : count.get();
    }

    /** How many connections came to 127.0.0.1, where the service never should connect. */
    public int forbiddenConnections() {
        return connections("127.0.0.1");
    }

    /** Ends all connections. */
    public void disconnect() {
        connections.forEach(workers::release);
    }

    /** Forgets all sites and requests, ends all connections, and opens the usual addresses. */
    public void reset() throws IOException {
        sites.clear();
        for (Map.Entry<String, Reachability> normal : NORMALLY.entrySet()) {
            if (reachabilities.get(normal.getKey()) != normal.getValue()) {
                reach(normal.getKey(), normal.getValue());
            }
        }
        disconnect();
        requests.clear();
        hellos.clear();
        accepted.clear();
    }

    private void accepted(Socket client, String address, Reachability reachability) throws IOException {
        accepted.computeIfAbsent(address, none -> new AtomicInteger()).incrementAndGet();
        connections.add(client);
        try {
            switch (reachability) {
                case SITES -> serve(client, address);
                case TARPIT -> waitForTheClient(client.getInputStream());
                default -> {}
            }
        } finally {
            connections.remove(client);
        }
    }

    private void serve(Socket client, String address) throws IOException {
        ClientHello.Read read = ClientHello.read(client.getInputStream());
        hellos.add(new Received(read.hello(), client.getLocalAddress()));
        Optional<String> host = read.hello().serverName();
        Optional<FakeHttpsSite> site = host.flatMap(name -> find(name, address));
        if (site.isEmpty()) {
            client.getOutputStream().write(TlsScript.UNRECOGNIZED_NAME);
            return;
        }
        workers.pause(site.get().delayBefore(FakeHttpsSite.Stage.TLS));
        // The JDK would let clients without the ALPN extension pass.
        if (site.get().alpn() == Alpn.H2_ONLY && !read.hello().alpn().contains("h2")) {
            client.getOutputStream().write(TlsScript.NO_APPLICATION_PROTOCOL);
        } else if (!failsBeforeTls(client, site.get())) {
            serveOverTls(client, read, host.get(), site.get());
        }
    }

    private Optional<FakeHttpsSite> find(String host, String address) {
        return Optional.ofNullable(sites.get(host + "@" + address))
                .or(() -> Optional.ofNullable(sites.get(host)))
                .or(() -> Optional.ofNullable(sites.get("*" + host.substring(Math.max(0, host.indexOf('.'))))));
    }

    private static boolean failsBeforeTls(Socket client, FakeHttpsSite site) throws IOException {
        switch (site.fault()) {
            case SILENCE_AFTER_ACCEPT -> waitForTheClient(client.getInputStream());
            case CLOSE_AFTER_ACCEPT -> {}
            case RESET_AFTER_ACCEPT -> client.setSoLinger(true, 0);
            case PLAIN_HTTP -> client.getOutputStream().write(PLAIN);
            case HANDSHAKE_FAILURE -> client.getOutputStream().write(TlsScript.HANDSHAKE_FAILURE);
            case UNRECOGNIZED_NAME -> client.getOutputStream().write(TlsScript.UNRECOGNIZED_NAME);
            default -> {
                return failsForOldTls(client, site.tls());
            }
        }
        return true;
    }

    private static boolean failsForOldTls(Socket client, SupportedTlsVersions tls) throws IOException {
        switch (tls) {
            case OLD_WITH_ALERT -> client.getOutputStream().write(TlsScript.PROTOCOL_VERSION);
            case OLD_WITH_SERVER_HELLO -> {
                client.getOutputStream().write(TlsScript.SERVER_HELLO_1_1);
                waitForTheClient(client.getInputStream());
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void serveOverTls(Socket client, ClientHello.Read read, String host, FakeHttpsSite site)
            throws IOException {
        SSLSocket tls = (SSLSocket)
                ca.context(host, site.certificate()).getSocketFactory().createSocket(client, read.replay(), true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setProtocols(site.tls().protocols().toArray(String[]::new));
        negotiate(tls, parameters, site.alpn());
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        TlsConnection connection = new TlsConnection(client, tls, host, connectionNumbers.incrementAndGet());
        boolean http2 = site.alpn() == Alpn.H2_WITHOUT_ALERT || "h2".equals(tls.getApplicationProtocol());
        switch (site.fault()) {
            case SILENCE_AFTER_TLS -> waitForTheClient(tls.getInputStream());
            case CLOSE_AFTER_TLS -> {}
            default -> {
                if (http2) {
                    new Http2Conversation(connection, site, workers, requests::add).run();
                } else {
                    new HttpConversation(connection, site, workers, requests::add).run();
                }
            }
        }
        tls.close();
    }

    private static void negotiate(SSLSocket tls, SSLParameters parameters, Alpn alpn) {
        switch (alpn) {
            case HTTP_1_1 -> parameters.setApplicationProtocols(new String[] {"http/1.1"});
            case H2_PREFERRED -> parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
            case H2_ONLY -> parameters.setApplicationProtocols(new String[] {"h2"});
            case H2_WITHOUT_ALERT ->
                tls.setHandshakeApplicationProtocolSelector((socket, offered) -> offered.contains("h2") ? "h2" : "");
            case IGNORED -> {}
        }
    }

    /** Says nothing until the client has enough of it. */
    static void waitForTheClient(InputStream in) throws IOException {
        byte[] ignored = new byte[4096];
        while (in.read(ignored) >= 0) {
            // Whatever comes is not answered.
        }
    }

    private static String key(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    @Override
    public void close() {
        workers.close();
    }
}
