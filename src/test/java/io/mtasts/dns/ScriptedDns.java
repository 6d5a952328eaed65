package io.mtasts.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** A DNS server on the loopback, by UDP and TCP on one port, that says what its script says. */
final class ScriptedDns implements AutoCloseable {

    /** Says nothing where it sends nothing. */
    interface Script {
        void run(Exchange exchange) throws IOException;
    }

    interface Sender {
        void send(byte[] message) throws IOException;
    }

    /** One query and the ways to answer it; both the same by TCP. */
    record Exchange(Message query, boolean tcp, int number, int clientPort, Sender server, Sender stranger) {

        void answer(Message message) throws IOException {
            server.send(message.toWire(65535));
        }

        void rcode(int rcode) throws IOException {
            answer(reply(query, rcode));
        }

        void records(Record... records) throws IOException {
            answer(reply(query, 0, records));
        }

        Name name() {
            return query.getQuestion().getName();
        }
    }

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    final List<Exchange> seen = new CopyOnWriteArrayList<>();
    private final Script script;
    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final InetSocketAddress address;

    private ScriptedDns(Script script, DatagramSocket udp, ServerSocket tcp) {
        this.script = script;
        this.udp = udp;
        this.tcp = tcp;
        this.address = new InetSocketAddress(LOOPBACK, udp.getLocalPort());
        start(this::serveUdp);
        start(this::serveTcp);
    }

    static ScriptedDns saying(Script script) {
        // The port may be free for TCP and taken for UDP.
        for (int i = 0; i < 20; i++) {
            try {
                ServerSocket tcp = new ServerSocket(0, 50, LOOPBACK);
                try {
                    return new ScriptedDns(script, new DatagramSocket(tcp.getLocalPort(), LOOPBACK), tcp);
                } catch (IOException e) {
                    tcp.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new IllegalStateException("no port");
    }

    /** With the port closed for TCP. */
    static ScriptedDns sayingByUdpOnly(Script script) throws IOException {
        ScriptedDns dns = saying(script);
        dns.tcp.close();
        return dns;
    }

    static ScriptedDns silent() {
        return saying(exchange -> {});
    }

    static Message reply(Message query, int rcode, Record... records) {
        Message reply = new Message(query.getHeader().getID());
        reply.getHeader().setFlag(Flags.QR);
        reply.getHeader().setFlag(Flags.RD);
        reply.getHeader().setFlag(Flags.RA);
        reply.getHeader().setRcode(rcode);
        reply.addRecord(query.getQuestion(), Section.QUESTION);
        Arrays.stream(records).forEach(r -> reply.addRecord(r, Section.ANSWER));
        return reply;
    }

    static Message truncated(Message query) {
        Message reply = reply(query, 0);
        reply.getHeader().setFlag(Flags.TC);
        return reply;
    }

    InetSocketAddress address() {
        return address;
    }

    List<String> asked() {
        List<String> names = new ArrayList<>();
        seen.forEach(e -> names.add(e.name().toString(true)));
        return names;
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
    }

    private void serveUdp() throws IOException {
        byte[] buffer = new byte[65535];
        while (true) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            udp.receive(packet);
            byte[] query = Arrays.copyOf(packet.getData(), packet.getLength());
            Sender server = m -> udp.send(new DatagramPacket(m, m.length, packet.getSocketAddress()));
            Sender stranger = m -> {
                try (DatagramSocket other = new DatagramSocket(0, LOOPBACK)) {
                    other.send(new DatagramPacket(m, m.length, packet.getSocketAddress()));
                }
            };
            run(new Exchange(new Message(query), false, seen.size(), packet.getPort(), server, stranger));
        }
    }

    private void serveTcp() throws IOException {
        while (true) {
            try (Socket socket = tcp.accept()) {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                byte[] query = in.readNBytes(in.readUnsignedShort());
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                Sender server = m -> {
                    out.writeShort(m.length);
                    out.write(m);
                    out.flush();
                };
                run(new Exchange(new Message(query), true, seen.size(), socket.getPort(), server, server));
                // Until the client has it and goes away, or closing would race with the answer.
                in.read();
            }
        }
    }

    private void run(Exchange exchange) throws IOException {
        seen.add(exchange);
        script.run(exchange);
    }

    private void start(Loop loop) {
        Thread thread = new Thread(
                () -> {
                    try {
                        loop.run();
                    } catch (IOException e) {
                        // Closed.
                    }
                },
                "scripted-dns");
        thread.setDaemon(true);
        thread.start();
    }

    private interface Loop {
        void run() throws IOException;
    }
}
