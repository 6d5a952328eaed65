package io.mtasts.lab;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import org.xbill.DNS.Rcode;

/** Passes queries on to other resolvers. */
final class DnsForwarder {

    private static final int TIMEOUT_MILLIS = 4000;

    private final List<InetSocketAddress> servers;
    private final DaemonThreads workers;

    DnsForwarder(List<InetSocketAddress> servers, DaemonThreads workers) {
        this.servers = List.copyOf(servers);
        this.workers = workers;
    }

    /** The answer of the first server that has one, else SERVFAIL. */
    DnsReply forward(ReceivedDnsQuery query) {
        byte[] octets = query.message().toWire();
        for (InetSocketAddress server : servers) {
            try {
                return DnsReply.of(query.isTcp() ? overTcp(server, octets) : overUdp(server, octets));
            } catch (IOException e) {
                // The next server may know.
            }
        }
        return query.reply(Rcode.SERVFAIL);
    }

    private byte[] overUdp(InetSocketAddress server, byte[] query) throws IOException {
        DatagramSocket socket = workers.track(new DatagramSocket());
        try {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(server);
            socket.send(new DatagramPacket(query, query.length));
            DatagramPacket answer = new DatagramPacket(new byte[65535], 65535);
            socket.receive(answer);
            return Arrays.copyOf(answer.getData(), answer.getLength());
        } finally {
            workers.release(socket);
        }
    }

    private byte[] overTcp(InetSocketAddress server, byte[] query) throws IOException {
        Socket socket = workers.track(new Socket());
        try {
            socket.connect(server, TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.write(DnsServer.frame(query));
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] answer = new byte[in.readUnsignedShort()];
            in.readFully(answer);
            return answer;
        } finally {
            workers.release(socket);
        }
    }
}
