package io.mtasts.lab;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** A DNS server on 127.0.0.1 (UDP and TCP) that answers as a recursive resolver does, from data set by calls. */
public final class DnsServer implements AutoCloseable {

    private static final InetAddress ADDRESS = Loopback.address("127.0.0.1");
    private static final int PORTS_TO_TRY = 50;

    /** Where the flags of a message are. RFC 1035, 4.1.1. */
    private static final int FLAGS = 2;

    private static final int AUTHENTIC_DATA = 0x0020;

    private final DaemonThreads workers = new DaemonThreads("dns");
    private final Zone zone = new Zone();
    private final Queue<ReceivedDnsQuery> log = new ConcurrentLinkedQueue<>();
    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final DatagramSocket otherPort;
    private final DatagramSocket otherAddress;
    private volatile Optional<DnsForwarder> forwarder = Optional.empty();

    DnsServer() throws IOException {
        ServerSocket listener = null;
        DatagramSocket socket = null;
        for (int attempt = 1; listener == null; attempt++) {
            socket = new DatagramSocket(new InetSocketAddress(ADDRESS, 0));
            try {
                listener = new ServerSocket(socket.getLocalPort(), 1024, ADDRESS);
            } catch (BindException taken) {
                socket.close();
                if (attempt == PORTS_TO_TRY) {
                    throw taken;
                }
            }
        }
        udp = workers.track(socket);
        tcp = workers.track(listener);
        udp.setReceiveBufferSize(1 << 20);
        otherPort = workers.track(new DatagramSocket(new InetSocketAddress(ADDRESS, 0)));
        otherAddress = workers.track(new DatagramSocket(new InetSocketAddress(Loopback.address("127.0.0.9"), 0)));
        workers.run(this::receive);
        workers.run(this::accept);
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(ADDRESS, udp.getLocalPort());
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
        zone.add(ResourceRecord.txt(DnsName.of(name), List.of(strings)));
        return this;
    }

    /** Adds an MX record; the host {@code .} makes a null MX (RFC 7505). */
    public DnsServer mx(String name, int preference, String host) {
        zone.add(ResourceRecord.mx(DnsName.of(name), preference, DnsName.of(host)));
        return this;
    }

    public DnsServer a(String name, String... addresses) {
        return addresses(name, RecordType.A, addresses);
    }

    public DnsServer aaaa(String name, String... addresses) {
        return addresses(name, RecordType.AAAA, addresses);
    }

    private DnsServer addresses(String name, RecordType type, String... addresses) {
        DnsName owner = DnsName.of(name);
        for (String address : addresses) {
            zone.add(ResourceRecord.address(owner, type, address));
        }
        return this;
    }

    public DnsServer cname(String name, String target) {
        zone.add(ResourceRecord.cname(DnsName.of(name), DnsName.of(target)));
        return this;
    }

    /** Adds a CNAME that is answered alone, without the records of its target. */
    public DnsServer cnameOnly(String name, String target) {
        zone.doNotFollow(DnsName.of(name));
        return cname(name, target);
    }

    public DnsServer dname(String name, String target) {
        zone.add(ResourceRecord.dname(DnsName.of(name), DnsName.of(target)));
        return this;
    }

    /** Adds a record of any type with this RDATA. */
    public DnsServer record(String name, RecordType type, byte[] rdata) {
        zone.add(new ResourceRecord(DnsName.of(name), type, message -> message.raw(rdata)));
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
        zone.sign(DnsName.of(apex));
        return this;
    }

    /** Makes a name that exists, without a record of its own. */
    public DnsServer nodata(String name) {
        zone.exist(DnsName.of(name));
        return this;
    }

    /** How many records of this type the name has. */
    int recordsOf(String name, RecordType type) {
        return zone.count(DnsName.of(name), type);
    }

    /** Forgets the name: its records, and its failures. */
    public DnsServer remove(String name) {
        zone.remove(DnsName.of(name));
        return this;
    }

    public DnsServer remove(String name, RecordType type) {
        zone.remove(DnsName.of(name), type);
        return this;
    }

    /** The records of this name and type that are added from now on answer the second look-up and later ones. */
    public DnsServer then(String name, RecordType type) {
        zone.nextAnswer(DnsName.of(name), type);
        return this;
    }

    /** Rebinding: other addresses from the second look-up on. */
    public DnsServer aOnSecondLookup(String name, String... addresses) {
        return then(name, RecordType.A).a(name, addresses);
    }

    public DnsServer fail(String name, RecordType type, DnsFault failure) {
        zone.fail(DnsName.of(name), type, failure);
        return this;
    }

    /** Answers oddly at this name and below it. */
    public DnsServer quirk(String apex, DnsQuirk quirk) {
        zone.quirk(DnsName.of(apex), quirk);
        return this;
    }

    /** Delays every answer that has no delay of its own. */
    public DnsServer delay(Duration delay) {
        zone.delay(delay);
        return this;
    }

    public DnsServer delay(String name, RecordType type, Duration delay) {
        zone.delay(DnsName.of(name), type, delay);
        return this;
    }

    /** Which suffixes are the laboratory's own (default: all); other names are forwarded, or REFUSED. */
    public DnsServer zones(String... suffixes) {
        zone.suffixes(Stream.of(suffixes).map(DnsName::of).toList());
        return this;
    }

    public DnsServer forwardOthersTo(List<InetSocketAddress> servers) {
        forwarder = Optional.of(new DnsForwarder(servers, workers));
        return this;
    }

    /** All queries so far, in the order of their arrival. */
    public List<ReceivedDnsQuery> queries() {
        return List.copyOf(log);
    }

    public long count(String name, RecordType type) {
        DnsName wanted = DnsName.of(name).lower();
        return log.stream()
                .filter(query -> query.type().equals(type)
                        && DnsName.of(query.name()).lower().equals(wanted))
                .count();
    }

    /** Forgets all data, failures, delays, queries and where to forward. */
    public void reset() {
        zone.clear();
        log.clear();
        forwarder = Optional.empty();
    }

    private void receive() throws IOException {
        byte[] buffer = new byte[65535];
        while (!workers.closed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            udp.receive(packet);
            InetSocketAddress client = (InetSocketAddress) packet.getSocketAddress();
            try {
                answerDatagram(DnsRequest.parse(Arrays.copyOf(buffer, packet.getLength())), client);
            } catch (IOException malformed) {
                // Servers drop what they cannot read.
            }
        }
    }

    private void answerDatagram(DnsRequest request, InetSocketAddress client) {
        log(request, ReceivedDnsQuery.Transport.UDP, client);
        Optional<DnsForwarder> elsewhere = forwarder.filter(forwarding -> !zone.isOurs(request.name()));
        if (elsewhere.isPresent()) {
            workers.run(() -> send(udp, elsewhere.get().ask(request, ReceivedDnsQuery.Transport.UDP), client));
            return;
        }
        Zone.Answer answer = lookUp(request);
        Duration delay = zone.delayOf(request.name(), request.type());
        if (delay.isZero()) {
            // On this thread: a hand-over would cost more than the answer.
            sendQuietly(request, answer, client);
        } else {
            workers.runLater(delay, () -> sendQuietly(request, answer, client));
        }
    }

    private Zone.Answer lookUp(DnsRequest request) {
        if (zone.isOurs(request.name())) {
            return zone.lookUp(request);
        }
        return new Zone.Answer(5, List.of(), List.of(), Optional.empty());
    }

    private void sendQuietly(DnsRequest request, Zone.Answer answer, InetSocketAddress client) {
        try {
            if (answer.failure().isEmpty()) {
                send(udp, authenticated(request, DnsMessages.fitting(request, answer)), client);
            } else {
                failDatagram(request, answer, answer.failure().get(), client);
            }
        } catch (IOException gone) {
            // The client or this server is gone; the next datagram is another client's.
        }
    }

    /** Sets the flag AD for a client that sets it too. RFC 6840, 5.8. */
    private byte[] authenticated(DnsRequest request, byte[] message) {
        if (zone.isSigned(request.name()) && (request.flags() & AUTHENTIC_DATA) != 0) {
            message[FLAGS + 1] |= (byte) AUTHENTIC_DATA;
        }
        return message;
    }

    private void failDatagram(DnsRequest request, Zone.Answer answer, DnsFault failure, InetSocketAddress client)
            throws IOException {
        switch (failure.kind()) {
            case TIMEOUT, LOST_FIRST -> {
                return;
            }
            case TRUNCATED_TCP_OK, TRUNCATED_TCP_REFUSED -> send(udp, DnsMessages.truncated(request), client);
            case WRONG_SENDER -> {
                send(otherPort, DnsMessages.forged(request), client);
                send(otherAddress, DnsMessages.forged(request), client);
            }
            default -> send(udp, failed(request, answer, failure), client);
        }
        if (failure.rightAnswerFollows()) {
            send(udp, DnsMessages.fitting(request, answer), client);
        }
    }

    private static byte[] failed(DnsRequest request, Zone.Answer answer, DnsFault failure) {
        return switch (failure.kind()) {
            case RCODE -> DnsMessages.error(request, failure.value());
            case SERVFAIL_WITH_EDE -> DnsMessages.extendedError(request, failure.value());
            case FORMERR_ON_EDNS -> DnsMessages.error(request, 1);
            case HEADER_ONLY_FORMERR -> DnsMessages.headerOnly(request, 1);
            case MALFORMED -> DnsMessages.malformed(request);
            case WRONG_ID -> DnsMessages.withWrongId(request);
            case WRONG_QUESTION -> DnsMessages.withWrongQuestion(request);
            case OFF_OWNER -> DnsMessages.offOwner(request, answer);
            case COMPRESSION_LOOP -> DnsMessages.compressionLoop(request);
            case WRONG_SENDER, TRUNCATED_TCP_OK, TRUNCATED_TCP_REFUSED, TIMEOUT, LOST_FIRST ->
                DnsMessages.full(request, answer);
        };
    }

    private static void send(DatagramSocket from, byte[] message, InetSocketAddress client) throws IOException {
        from.send(new DatagramPacket(message, message.length, client));
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
            while (true) {
                byte[] message = new byte[in.readUnsignedShort()];
                in.readFully(message);
                DnsRequest request = DnsRequest.parse(message);
                log(request, ReceivedDnsQuery.Transport.TCP, address);
                Optional<byte[]> answer = answerOverTcp(request);
                if (answer.isPresent()) {
                    byte[] bytes = answer.get();
                    client.getOutputStream()
                            .write(new MessageWriter()
                                    .u16(bytes.length)
                                    .raw(bytes)
                                    .toBytes());
                }
            }
        } finally {
            workers.release(client);
        }
    }

    /** The answer, or none where the client is to wait in vain. */
    private Optional<byte[]> answerOverTcp(DnsRequest request) throws IOException {
        Optional<DnsForwarder> elsewhere = forwarder.filter(forwarding -> !zone.isOurs(request.name()));
        if (elsewhere.isPresent()) {
            return Optional.of(elsewhere.get().ask(request, ReceivedDnsQuery.Transport.TCP));
        }
        Zone.Answer answer = lookUp(request);
        workers.pause(zone.delayOf(request.name(), request.type()));
        if (answer.failure().isEmpty()) {
            return Optional.of(authenticated(request, DnsMessages.full(request, answer)));
        }
        DnsFault failure = answer.failure().get();
        return switch (failure.kind()) {
            case TIMEOUT, LOST_FIRST -> Optional.empty();
            case TRUNCATED_TCP_REFUSED -> throw new IOException("closed without an answer, as ordered");
            default -> Optional.of(failed(request, answer, failure));
        };
    }

    private void log(DnsRequest request, ReceivedDnsQuery.Transport transport, InetSocketAddress client) {
        log.add(new ReceivedDnsQuery(
                request.name().toString(), request.type(), transport, client.getPort(), System.nanoTime()));
    }

    @Override
    public void close() {
        workers.close();
    }
}
