package io.mtasts.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/**
 * A query that the DNS server received, with ways to reply to it.
 *
 * @param number the place of the query among all of the server, from 1, UDP and TCP together
 * @param nanoTime when it came, by {@link System#nanoTime()}
 */
public record ReceivedDnsQuery(
        Message message, Transport transport, InetSocketAddress client, int number, long nanoTime) {

    private static final int MIN_PAYLOAD = 512;
    private static final int ANSWER_COUNT_OFFSET = 7;

    /** How a query came. */
    public enum Transport {
        UDP,
        TCP
    }

    /** Reads a query from its octets, which must have exactly one question. */
    static ReceivedDnsQuery parse(byte[] octets, Transport transport, InetSocketAddress client, int number)
            throws IOException {
        Message message = new Message(octets);
        if (message.getHeader().getCount(Section.QUESTION) != 1) {
            throw new IOException("not a query of one question");
        }
        return new ReceivedDnsQuery(message, transport, client, number, System.nanoTime());
    }

    /** Returns the name as the client wrote it, without the final dot. */
    public String name() {
        return message.getQuestion().getName().toString(true);
    }

    Name questionName() {
        return message.getQuestion().getName();
    }

    public RecordType type() {
        return new RecordType(message.getQuestion().getType());
    }

    public boolean isTcp() {
        return transport == Transport.TCP;
    }

    public int id() {
        return message.getHeader().getID();
    }

    public int clientPort() {
        return client.getPort();
    }

    boolean hasEdns() {
        return message.getOPT() != null;
    }

    /** Returns how many octets the client takes in a datagram. */
    int maxDatagram() {
        OPTRecord opt = message.getOPT();
        return opt == null ? MIN_PAYLOAD : Math.max(MIN_PAYLOAD, opt.getPayloadSize());
    }

    /** Returns a response without records, as from a recursive resolver. */
    public Message response() {
        Message response = new Message(message.getHeader().getID());
        response.getHeader().setFlag(Flags.QR);
        response.getHeader().setFlag(Flags.RA);
        response.getHeader().setOpcode(message.getHeader().getOpcode());
        if (message.getHeader().getFlag(Flags.RD)) {
            response.getHeader().setFlag(Flags.RD);
        }
        response.addRecord(message.getQuestion(), Section.QUESTION);
        return response;
    }

    /** Returns a response with this code and these answers. */
    public Message response(int rcode, Record... answers) {
        Message response = response();
        response.getHeader().setRcode(rcode);
        for (Record answer : answers) {
            response.addRecord(answer, Section.ANSWER);
        }
        return response;
    }

    /** Returns a reply of one response, whole whatever its size. */
    public DnsReply reply(int rcode, Record... answers) {
        return DnsReply.of(response(rcode, answers));
    }

    /** Returns a reply without records that says that records were left out. */
    public DnsReply truncated() {
        Message response = response();
        response.getHeader().setFlag(Flags.TC);
        return DnsReply.of(response);
    }

    /** Returns a reply with one record at the name of the question, also with RDATA that its type does not allow. */
    public DnsReply raw(int type, byte... rdata) {
        return reply(0, ResourceRecords.raw(questionName(), new RecordType(type), rdata));
    }

    /** Returns a reply in which these octets are in the place of the one answer. */
    DnsReply withRawAnswer(byte... octets) {
        byte[] head = response().toWire();
        head[ANSWER_COUNT_OFFSET] = 1;
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(head);
        whole.writeBytes(octets);
        return DnsReply.of(whole.toByteArray());
    }

    /** Sends a datagram to the client from a free port of another address or of the server's own, as a forger would. */
    public void sendFrom(InetAddress address, byte[] octets) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(address, 0))) {
            socket.send(new DatagramPacket(octets, octets.length, client));
        }
    }
}
