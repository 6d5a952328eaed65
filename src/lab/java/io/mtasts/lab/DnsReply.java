package io.mtasts.lab;

import java.time.Duration;
import java.util.List;
import org.xbill.DNS.Message;

/**
 * What the DNS server sends as the reply to one query.
 *
 * @param messages the messages, sent one after the other; the client waits in vain if there is none
 * @param delay the time before the first message
 * @param closes whether a TCP connection is closed after the messages
 */
public record DnsReply(List<byte[]> messages, Duration delay, boolean closes) {

    /** Leaves the client without a reply. */
    public static final DnsReply NONE = new DnsReply(List.of(), Duration.ZERO, false);

    /** Sends nothing and closes the connection if the query came over TCP. */
    public static final DnsReply CLOSE = new DnsReply(List.of(), Duration.ZERO, true);

    /** Returns a reply of these octets, which need not be DNS messages. */
    public static DnsReply of(byte[]... messages) {
        return new DnsReply(List.of(messages), Duration.ZERO, false);
    }

    /** Returns a reply of this message, whatever its size. */
    public static DnsReply of(Message message) {
        return of(message.toWire());
    }

    /** Returns the same reply after a delay. */
    public DnsReply after(Duration time) {
        return new DnsReply(messages, time, closes);
    }
}
