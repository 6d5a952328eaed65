package io.mtasts.lab;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.xbill.DNS.Name;

/**
 * A DNS server on a loopback address, UDP and TCP. It answers from data and faults that calls set, as a recursive resolver
 * or as a name server of a zone does, or what a {@link DnsDispatcher} says.
 */
public final class DnsServer implements AutoCloseable {

    private static final InetAddress ADDRESS = Loopback.address("127.0.0.1");
    private static final int PORTS_TO_TRY = 50;
    private static final int ANY_PORT = 0;

    private final DaemonThreads workers = new DaemonThreads("dns");
    private final Zone zone = new Zone();
    private final ReceivedLog<ReceivedDnsQuery> queries = new ReceivedLog<>();
    private final AtomicInteger received = new AtomicInteger();
    private final DnsDispatcher dispatcher;
    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final InetSocketAddress address;
    private volatile Optional<DnsForwarder> forwarder = Optional.empty();
    private volatile Throttle throttle = new Throttle(65_537, Duration.ZERO);

    private DnsServer(InetAddress at, int port, Function<Zone, DnsDispatcher> dispatchers) throws IOException {
        dispatcher = dispatchers.apply(zone);
        ServerSocket listener = null;
        DatagramSocket socket = null;
        for (int attempt = 1; listener == null; attempt++) {
            socket = new DatagramSocket(new InetSocketAddress(at, port));
            try {
                listener = new ServerSocket(socket.getLocalPort(), 1024, at);
            } catch (BindException taken) {
                socket.close();
                if (attempt == PORTS_TO_TRY || port != ANY_PORT) {
                    throw taken;
                }
            }
        }
        udp = workers.track(socket);
        tcp = workers.track(listener);
        udp.setReceiveBufferSize(1 << 20);
        address = new InetSocketAddress(at, udp.getLocalPort());
        workers.run(this::receive);
        workers.run(this::accept);
    }

    /** Starts a server on a free port that answers from data, which has yet to be added. */
    public static DnsServer start() {
        return open(ZoneDispatcher::new);
    }

    /** Starts a server on a free port that replies to each query what the dispatcher says. */
    public static DnsServer start(DnsDispatcher dispatcher) {
        return open(zone -> dispatcher);
    }

    /**
     * Starts name servers of the zones of a resolver, each at an address and all at the same port. Each replies from the data
     * of the resolver, except where it gets data of its own.
     */
    static List<DnsServer> nameServers(DnsServer resolver, String... addresses) throws IOException {
        for (int attempt = 1; ; attempt++) {
            List<DnsServer> servers = new ArrayList<>();
            try {
                int port = ANY_PORT;
                for (String at : addresses) {
                    DnsServer server = new DnsServer(
                            Loopback.address(at), port, own -> new AuthorityDispatcher(own, resolver.zone));
                    servers.add(server);
                    port = server.address().getPort();
                }
                return servers;
            } catch (BindException taken) {
                servers.forEach(DnsServer::close);
                if (attempt == PORTS_TO_TRY) {
                    throw taken;
                }
            }
        }
    }

    private static DnsServer open(Function<Zone, DnsDispatcher> dispatchers) {
        try {
            return new DnsServer(ADDRESS, ANY_PORT, dispatchers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns where the server listens, or listened before it was closed. */
    public InetSocketAddress address() {
        return address;
    }

    /** Refuses connections by TCP from now on. */
    public DnsServer withoutTcp() {
        workers.release(tcp);
        return this;
    }

    /** Sends by TCP at this pace from now on. */
    public DnsServer throttleTcp(Throttle pace) {
        throttle = pace;
        return this;
    }

    /** Adds one TXT record of these strings. */
    public DnsServer txt(String name, String... strings) {
        return txt(
                name,
                Stream.of(strings)
                        .map(string -> string.getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new));
    }

    public DnsServer txt(String name, byte[]... strings) {
        zone.add(ResourceRecords.txt(DnsNames.of(name), List.of(strings)));
        return this;
    }

    /** Adds a TXT record of one string that resolvers may keep for this time. */
    public DnsServer txt(String name, Duration timeToLive, String text) {
        zone.add(ResourceRecords.txt(
                DnsNames.of(name), timeToLive.toSeconds(), List.of(text.getBytes(StandardCharsets.UTF_8))));
        return this;
    }

    /** Adds an MX record; the host {@code .} makes a null MX (RFC 7505). */
    public DnsServer mx(String name, int preference, String host) {
        zone.add(ResourceRecords.mx(DnsNames.of(name), preference, DnsNames.of(host)));
        return this;
    }

    /** Adds name servers of a zone. */
    public DnsServer ns(String name, String... servers) {
        for (String server : servers) {
            zone.add(ResourceRecords.ns(DnsNames.of(name), DnsNames.of(server)));
        }
        return this;
    }

    public DnsServer a(String name, String... addresses) {
        return addresses(name, RecordType.A, addresses);
    }

    public DnsServer aaaa(String name, String... addresses) {
        return addresses(name, RecordType.AAAA, addresses);
    }

    private DnsServer addresses(String name, RecordType type, String... addresses) {
        Name owner = DnsNames.of(name);
        for (String address : addresses) {
            zone.add(ResourceRecords.address(owner, type, address));
        }
        return this;
    }

    public DnsServer cname(String name, String target) {
        zone.add(ResourceRecords.cname(DnsNames.of(name), DnsNames.of(target)));
        return this;
    }

    /** Adds a CNAME that is answered alone, without the records of its target. */
    public DnsServer cnameOnly(String name, String target) {
        zone.doNotFollow(DnsNames.of(name));
        return cname(name, target);
    }

    public DnsServer dname(String name, String target) {
        zone.add(ResourceRecords.dname(DnsNames.of(name), DnsNames.of(target)));
        return this;
    }

    /** Adds a record of any type with this RDATA. */
    public DnsServer record(String name, RecordType type, byte[] rdata) {
        zone.add(ResourceRecords.raw(DnsNames.of(name), type, rdata));
        return this;
    }

    /** Adds a TLSA record of a mail server, with this association data. RFC 6698, 2.1. */
    public DnsServer tlsa(String mailServer, int usage, int selector, int matchingType, byte[] data) {
        byte[] rdata = ByteBuffer.allocate(3 + data.length)
                .put((byte) usage)
                .put((byte) selector)
                .put((byte) matchingType)
                .put(data)
                .array();
        return record("_25._tcp." + mailServer, RecordType.TLSA, rdata);
    }

    /** Answers as a validating resolver does for a signed zone: with the flag AD, at this name and below it. */
    public DnsServer sign(String apex) {
        zone.sign(DnsNames.of(apex));
        return this;
    }

    /** Makes a name that exists, without a record of its own. */
    public DnsServer nodata(String name) {
        zone.exist(DnsNames.of(name));
        return this;
    }

    /** How many records of this type the name has. */
    int recordsOf(String name, RecordType type) {
        return zone.count(DnsNames.of(name), type);
    }

    /** Forgets the name: its records, and its failures. */
    public DnsServer remove(String name) {
        zone.remove(DnsNames.of(name));
        return this;
    }

    public DnsServer remove(String name, RecordType type) {
        zone.remove(DnsNames.of(name), type);
        return this;
    }

    /** The records of this name and type that are added from now on answer the second look-up and later ones. */
    public DnsServer then(String name, RecordType type) {
        zone.nextAnswer(DnsNames.of(name), type);
        return this;
    }

    /** Rebinding: other addresses from the second look-up on. */
    public DnsServer aOnSecondLookup(String name, String... addresses) {
        return then(name, RecordType.A).a(name, addresses);
    }

    public DnsServer fail(String name, RecordType type, DnsFault failure) {
        zone.fail(DnsNames.of(name), type, failure);
        return this;
    }

    /** Answers oddly at this name and below it. */
    public DnsServer quirk(String apex, DnsQuirk quirk) {
        zone.quirk(DnsNames.of(apex), quirk);
        return this;
    }

    /** Delays every answer that has no delay of its own. */
    public DnsServer delay(Duration delay) {
        zone.delay(delay);
        return this;
    }

    public DnsServer delay(String name, RecordType type, Duration delay) {
        zone.delay(DnsNames.of(name), type, delay);
        return this;
    }

    /** Which suffixes are the laboratory's own (default: all); other names are forwarded, or REFUSED. */
    public DnsServer zones(String... suffixes) {
        zone.suffixes(Stream.of(suffixes).map(DnsNames::of).toList());
        return this;
    }

    public DnsServer forwardOthersTo(List<InetSocketAddress> servers) {
        forwarder = Optional.of(new DnsForwarder(servers, workers));
        return this;
    }

    /** Returns the queries so far in the order of their arrival, at most the last 20,000. */
    public List<ReceivedDnsQuery> queries() {
        return queries.all();
    }

    /** Waits for a query that no earlier call returned, and removes it from those that are yet to be taken. */
    public ReceivedDnsQuery takeQuery(Duration timeout) throws InterruptedException {
        return queries.take(timeout);
    }

    /** Returns how many queries of this name and type came so far. */
    public long count(String name, RecordType type) {
        Name wanted = DnsNames.of(name);
        return queries.all().stream()
                .filter(query ->
                        query.type().equals(type) && query.questionName().equals(wanted))
                .count();
    }

    /** Forgets all data, failures, delays, queries and where to forward. */
    public void reset() {
        zone.clear();
        queries.clear();
        received.set(0);
        forwarder = Optional.empty();
    }

    private void receive() throws IOException {
        byte[] buffer = new byte[65535];
        while (!workers.closed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            udp.receive(packet);
            InetSocketAddress client = (InetSocketAddress) packet.getSocketAddress();
            try {
                ReceivedDnsQuery query =
                        receive(Arrays.copyOf(buffer, packet.getLength()), ReceivedDnsQuery.Transport.UDP, client);
                answerDatagram(query);
            } catch (IOException malformed) {
                // Servers drop what they cannot read. The client or this server may also be gone.
            }
        }
    }

    private ReceivedDnsQuery receive(byte[] octets, ReceivedDnsQuery.Transport transport, InetSocketAddress client)
            throws IOException {
        ReceivedDnsQuery query = ReceivedDnsQuery.parse(octets, transport, client, received.incrementAndGet());
        queries.add(query);
        return query;
    }

    private void answerDatagram(ReceivedDnsQuery query) throws IOException {
        Optional<DnsForwarder> elsewhere = forwarderOf(query);
        if (elsewhere.isPresent()) {
            workers.run(() -> send(elsewhere.get().forward(query), query.client()));
            return;
        }
        DnsReply reply = dispatcher.dispatch(query);
        if (reply.delay().isZero()) {
            // On this thread: a hand-over would cost more than the answer.
            send(reply, query.client());
        } else {
            workers.runLater(reply.delay(), () -> send(reply, query.client()));
        }
    }

    private Optional<DnsForwarder> forwarderOf(ReceivedDnsQuery query) {
        return forwarder.filter(forwarding -> !zone.isOurs(query.questionName()));
    }

    private void send(DnsReply reply, InetSocketAddress client) throws IOException {
        for (byte[] message : reply.messages()) {
            udp.send(new DatagramPacket(message, message.length, client));
        }
    }

    private void accept() throws IOException {
        while (!workers.closed()) {
            Socket client = workers.track(tcp.accept());
            workers.run(() -> converse(client));
        }
    }

    private void converse(Socket client) throws IOException {
        try {
            DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
            InetSocketAddress address = (InetSocketAddress) client.getRemoteSocketAddress();
            DnsReply reply = DnsReply.NONE;
            while (!reply.closes()) {
                byte[] message = new byte[in.readUnsignedShort()];
                in.readFully(message);
                ReceivedDnsQuery query = receive(message, ReceivedDnsQuery.Transport.TCP, address);
                Optional<DnsForwarder> elsewhere = forwarderOf(query);
                reply = elsewhere.isPresent() ? elsewhere.get().forward(query) : dispatcher.dispatch(query);
                workers.pause(reply.delay());
                for (byte[] each : reply.messages()) {
                    write(frame(each), client.getOutputStream());
                }
            }
        } finally {
            workers.release(client);
        }
    }

    /** Returns a message with its length before it, in one array, since clients expect both in one segment. */
    static byte[] frame(byte[] message) {
        return ByteBuffer.allocate(2 + message.length)
                .putShort((short) message.length)
                .put(message)
                .array();
    }

    private void write(byte[] frame, OutputStream out) throws IOException {
        Throttle pace = throttle;
        for (int start = 0; start < frame.length; start += pace.bytes()) {
            out.write(frame, start, Math.min(pace.bytes(), frame.length - start));
            workers.pause(pace.interval());
        }
    }

    @Override
    public void close() {
        workers.close();
    }
}
