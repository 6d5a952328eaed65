package io.mtasts.dns;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** A DNS server on a port of the loopback interface, UDP and TCP, that says what a test tells it to. */
final class ScriptedDns implements AutoCloseable {

    private static final int MAX_DATAGRAM = 65507;
    private static final int HEADER_LENGTH = 12;
    private static final int ANSWER_COUNT = 6;

    private final Script script;
    private final ServerSocket streams;
    private final DatagramSocket datagrams;
    private final InetSocketAddress address;
    private final Queue<Query> queries = new ConcurrentLinkedQueue<>();
    private final Queue<Socket> connections = new ConcurrentLinkedQueue<>();
    private volatile long drip;

    private ScriptedDns(Script script, ServerSocket streams, DatagramSocket datagrams) {
        this.script = script;
        this.streams = streams;
        this.datagrams = datagrams;
        address = (InetSocketAddress) datagrams.getLocalSocketAddress();
        start(this::serveDatagrams);
        start(this::serveStreams);
    }

    static ScriptedDns of(Script script) {
        try {
            while (true) {
                ServerSocket streams = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                try {
                    return new ScriptedDns(script, streams, new DatagramSocket(streams.getLocalSocketAddress()));
                } catch (BindException e) {
                    // Taken for UDP: another port will do.
                    streams.close();
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Refuses connections by TCP. */
    ScriptedDns datagramsOnly() throws IOException {
        streams.close();
        return this;
    }

    /** From now on sends an octet at a time by TCP. */
    ScriptedDns dripping(long millis) {
        drip = millis;
        return this;
    }

    /** Also of one that is closed. */
    InetSocketAddress address() {
        return address;
    }

    List<Query> queries() {
        return List.copyOf(queries);
    }

    @Override
    public void close() throws IOException {
        datagrams.close();
        streams.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    private static void start(Service service) {
        Thread thread = new Thread(() -> {
            try {
                service.run();
            } catch (IOException e) {
                // Closed, by the test or by the other side.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void serveDatagrams() throws IOException {
        while (true) {
            DatagramPacket packet = new DatagramPacket(new byte[MAX_DATAGRAM], MAX_DATAGRAM);
            datagrams.receive(packet);
            byte[] message = Arrays.copyOf(packet.getData(), packet.getLength());
            for (byte[] reply : replies(message, false, packet.getSocketAddress())) {
                datagrams.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
            }
        }
    }

    private void serveStreams() throws IOException {
        while (true) {
            Socket connection = streams.accept();
            connections.add(connection);
            start(() -> serve(connection));
        }
    }

    private void serve(Socket connection) throws IOException {
        DataInputStream in = new DataInputStream(connection.getInputStream());
        DataOutputStream out = new DataOutputStream(connection.getOutputStream());
        while (true) {
            byte[] message = new byte[in.readUnsignedShort()];
            in.readFully(message);
            for (byte[] reply : replies(message, true, connection.getRemoteSocketAddress())) {
                ByteArrayOutputStream frame = new ByteArrayOutputStream();
                new DataOutputStream(frame).writeShort(reply.length);
                frame.write(reply);
                send(frame.toByteArray(), out);
            }
        }
    }

    private void send(byte[] frame, DataOutputStream out) throws IOException {
        if (drip == 0) {
            out.write(frame);
            return;
        }
        for (byte octet : frame) {
            out.write(octet);
            try {
                Thread.sleep(drip);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    private List<byte[]> replies(byte[] message, boolean tcp, SocketAddress client) throws IOException {
        Query query = new Query(new Message(message), tcp, queries.size() + 1, client);
        queries.add(query);
        return script.replies(query);
    }

    interface Script {

        /** The messages to send, one after the other; none to keep silent. */
        List<byte[]> replies(Query query) throws IOException;
    }

    private interface Service {

        void run() throws IOException;
    }

    /** @param number counted from 1, UDP and TCP together */
    record Query(Message message, boolean tcp, int number, SocketAddress client) {

        String name() {
            return message.getQuestion().getName().toString(true);
        }

        int type() {
            return message.getQuestion().getType();
        }

        /** Without records, as from a server that resolves names. */
        Message response() {
            Message response = new Message(message.getHeader().getID());
            response.getHeader().setFlag(Flags.QR);
            response.getHeader().setFlag(Flags.RD);
            response.getHeader().setFlag(Flags.RA);
            response.addRecord(message.getQuestion(), Section.QUESTION);
            return response;
        }

        Message response(int rcode, Record... answers) {
            Message response = response();
            response.getHeader().setRcode(rcode);
            for (Record answer : answers) {
                response.addRecord(answer, Section.ANSWER);
            }
            return response;
        }

        List<byte[]> reply(int rcode, Record... answers) {
            return List.of(response(rcode, answers).toWire());
        }

        List<byte[]> truncated() {
            Message response = response();
            response.getHeader().setFlag(Flags.TC);
            return List.of(response.toWire());
        }

        /** One record that stands at the name of the question, with data that dnsjava would refuse to write. */
        List<byte[]> raw(int type, byte... data) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            byte[] head = response().toWire();
            head[ANSWER_COUNT + 1] = 1;
            out.write(head);
            out.writeShort(0xC000 | HEADER_LENGTH);
            out.writeShort(type);
            out.writeShort(1);
            out.writeInt(60);
            out.writeShort(data.length);
            out.write(data);
            return List.of(bytes.toByteArray());
        }

        /** Says something to whoever asked, but from another port. */
        void sayFromElsewhere(byte[] reply) throws IOException {
            try (DatagramSocket elsewhere = new DatagramSocket()) {
                elsewhere.send(new DatagramPacket(reply, reply.length, client));
            }
        }
    }
}
