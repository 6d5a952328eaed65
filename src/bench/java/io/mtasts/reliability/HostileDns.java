package io.mtasts.reliability;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * A DNS server with the zones of attackers. It relays all other queries to the DNS server of a laboratory. Its responses cost
 * little, so that the attack does not slow down itself.
 */
final class HostileDns implements AutoCloseable {

    /** The names of the mail servers of this zone are never answered. */
    static final String SILENT_ZONE = "silent-names.test";

    /** The mail servers of this zone have thousands of addresses, and its policy hosts are silent. */
    static final String HEAVY_ZONE = "many-records.test";

    /** The policy hosts of this zone have eight addresses. */
    static final String EIGHT_ZONE = "eight-addresses.test";

    /** The policy hosts of this zone have one address. */
    static final String SINGLE_ZONE = "one-address.test";

    /** The domains of this zone have ten mail servers, each with an address of its own. */
    static final String MAIL_ZONE = "ten-servers.test";

    /** The domains of this zone have ten mail servers with the same address. */
    static final String SAME_ZONE = "same-server.test";

    /** The addresses of the hosts of attackers. */
    static final List<String> ADDRESSES =
            IntStream.range(101, 111).mapToObj(i -> "127.0.1." + i).toList();

    private static final int A = 1;
    private static final int MX = 15;
    private static final int AAAA = 28;
    private static final int HEADER = 12;
    private static final int TRUNCATED = 0x0200;
    private static final int NAME_ERROR = 3;
    private static final int MAX_UDP = 512;
    private static final int MANY_HOSTS = 100;
    private static final int TEN_HOSTS = 10;
    /** As many as fit into a message. */
    private static final int MANY_A = 4_000;

    private static final int MANY_AAAA = 2_300;
    private static final byte[] MANY_A_RECORDS = many(MANY_A, 4);
    private static final byte[] MANY_AAAA_RECORDS = many(MANY_AAAA, 16);

    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final InetSocketAddress laboratory;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "hostile-dns");
        thread.setDaemon(true);
        return thread;
    });

    /** A query: its octets up to the end of the question, the name in lower case and the type. */
    private record Query(byte[] octets, String name, int type) {

        static Query read(byte[] message) {
            StringBuilder name = new StringBuilder();
            int at = HEADER;
            while (message[at] != 0) {
                name.append(name.isEmpty() ? "" : ".")
                        .append(new String(message, at + 1, message[at], StandardCharsets.US_ASCII));
                at += 1 + message[at];
            }
            return new Query(
                    Arrays.copyOf(message, at + 5), name.toString().toLowerCase(Locale.ROOT), message[at + 2] & 0xff);
        }

        boolean isIn(String zone) {
            return name.endsWith("." + zone);
        }

        boolean isOfHost() {
            return name.charAt(0) == 'h';
        }

        boolean isOfPolicyHost() {
            return name.startsWith("mta-sts.");
        }

        boolean isOfDomain() {
            return name.charAt(0) == 'd';
        }

        byte[] response(int flags, int count, byte[] answers) {
            ByteBuffer response = ByteBuffer.allocate(octets.length + answers.length);
            response.put(octets).put(answers);
            response.putShort(2, (short) (0x8180 | flags)).putShort(4, (short) 1);
            response.putShort(6, (short) count).putInt(8, 0);
            return response.array();
        }
    }

    HostileDns(InetSocketAddress laboratory) throws IOException {
        this.laboratory = laboratory;
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        tcp = new ServerSocket(0, 1_000, loopback);
        udp = new DatagramSocket(tcp.getLocalPort(), loopback);
        udp.setReceiveBufferSize(4 << 20);
        threads.execute(this::receive);
        threads.execute(this::accept);
    }

    int port() {
        return tcp.getLocalPort();
    }

    private void receive() {
        byte[] buffer = new byte[4_096];
        while (!udp.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                udp.receive(packet);
                byte[] message = Arrays.copyOf(buffer, packet.getLength());
                Query query = Query.read(message);
                if (isHostile(query)) {
                    Optional<byte[]> response = query.isOfHost() && query.isIn(HEAVY_ZONE)
                            ? Optional.of(query.response(TRUNCATED, 0, new byte[0]))
                            : response(query);
                    if (response.isPresent()) {
                        send(
                                response.get().length > MAX_UDP
                                        ? query.response(TRUNCATED, 0, new byte[0])
                                        : response.get(),
                                packet);
                    }
                } else {
                    InetSocketAddress client = (InetSocketAddress) packet.getSocketAddress();
                    threads.execute(() -> relay(message, client));
                }
            } catch (IOException closed) {
                // or a client that has gone
            }
        }
    }

    private void send(byte[] response, DatagramPacket query) throws IOException {
        udp.send(new DatagramPacket(response, response.length, query.getSocketAddress()));
    }

    private void relay(byte[] message, InetSocketAddress client) {
        try (DatagramSocket relay = new DatagramSocket()) {
            relay.setSoTimeout(2_000);
            relay.send(new DatagramPacket(message, message.length, laboratory));
            DatagramPacket response = new DatagramPacket(new byte[4_096], 4_096);
            relay.receive(response);
            udp.send(new DatagramPacket(response.getData(), response.getLength(), client));
        } catch (IOException noAnswer) {
            // as in the laboratory
        }
    }

    private void accept() {
        while (!tcp.isClosed()) {
            try {
                Socket client = tcp.accept();
                threads.execute(() -> answerOverTcp(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void answerOverTcp(Socket client) {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            byte[] message = new byte[in.readUnsignedShort()];
            in.readFully(message);
            Optional<byte[]> response = response(Query.read(message));
            if (response.isPresent()) {
                DataOutputStream out = new DataOutputStream(client.getOutputStream());
                ByteBuffer sized = ByteBuffer.allocate(2 + response.get().length);
                sized.putShort((short) response.get().length).put(response.get());
                out.write(sized.array());
            }
            in.read();
        } catch (IOException ended) {
            // by the client
        }
    }

    private static boolean isHostile(Query query) {
        return List.of(SILENT_ZONE, HEAVY_ZONE, EIGHT_ZONE, SINGLE_ZONE, MAIL_ZONE, SAME_ZONE).stream()
                .anyMatch(query::isIn);
    }

    /** Returns the response; empty for a query that is not answered. */
    private static Optional<byte[]> response(Query query) {
        if (query.isOfDomain() && query.type() == MX) {
            return Optional.of(mx(query, query.isIn(SILENT_ZONE) || query.isIn(HEAVY_ZONE) ? MANY_HOSTS : TEN_HOSTS));
        }
        if (query.isIn(SILENT_ZONE)) {
            return Optional.empty();
        }
        if (query.isOfHost()) {
            return Optional.of(ofHost(query));
        }
        if (query.isOfPolicyHost() && query.type() == A) {
            if (query.isIn(HEAVY_ZONE)) {
                return Optional.of(addresses(query, List.of("127.0.1.66")));
            }
            if (query.isIn(EIGHT_ZONE)) {
                return Optional.of(addresses(query, ADDRESSES.subList(0, 8)));
            }
            if (query.isIn(SINGLE_ZONE)) {
                return Optional.of(addresses(query, ADDRESSES.subList(0, 1)));
            }
        }
        return Optional.of(query.response(NAME_ERROR, 0, new byte[0]));
    }

    private static byte[] ofHost(Query query) {
        if (query.isIn(HEAVY_ZONE)) {
            return query.type() == A
                    ? query.response(0, MANY_A, MANY_A_RECORDS)
                    : query.response(0, MANY_AAAA, MANY_AAAA_RECORDS);
        }
        int number = query.name().charAt(1) - '0';
        return query.type() == A
                ? addresses(query, List.of(ADDRESSES.get(query.isIn(SAME_ZONE) ? 0 : number)))
                : query.response(0, 0, new byte[0]);
    }

    private static byte[] mx(Query query, int hosts) {
        ByteBuffer answers = ByteBuffer.allocate(hosts * 40);
        for (int i = 0; i < hosts; i++) {
            byte[] label = ("h" + i).getBytes(StandardCharsets.US_ASCII);
            record(answers, MX, 2 + 1 + label.length + 2);
            answers.putShort((short) i).put((byte) label.length).put(label).putShort((short) (0xc000 | HEADER));
        }
        return query.response(0, hosts, Arrays.copyOf(answers.array(), answers.position()));
    }

    private static byte[] addresses(Query query, List<String> literals) {
        ByteBuffer answers = ByteBuffer.allocate(literals.size() * 16);
        for (String literal : literals) {
            record(answers, A, 4);
            for (String octet : literal.split("\\.")) {
                answers.put((byte) Integer.parseInt(octet));
            }
        }
        return query.response(0, literals.size(), answers.array());
    }

    private static byte[] many(int count, int octets) {
        ByteBuffer answers = ByteBuffer.allocate(count * (HEADER + octets));
        for (int i = 0; i < count; i++) {
            record(answers, octets == 4 ? A : AAAA, octets);
            int end = answers.position() + octets;
            answers.putInt(octets == 4 ? 0x09000000 + i : 0x26000000);
            answers.position(end);
        }
        return answers.array();
    }

    /** Writes a record of the name in question up to its data. */
    private static void record(ByteBuffer answers, int type, int length) {
        answers.putShort((short) (0xc000 | HEADER)).putShort((short) type).putShort((short) 1);
        answers.putInt(60).putShort((short) length);
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
        threads.shutdownNow();
    }
}
