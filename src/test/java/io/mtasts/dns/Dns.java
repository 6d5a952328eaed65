package io.mtasts.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Records for tests, made by dnsjava. */
final class Dns {

    private static final long TTL = 300;

    private Dns() {}

    static Name name(String text) {
        try {
            return Name.fromString(text, Name.root);
        } catch (TextParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static Record txt(String owner, String... strings) {
        return new TXTRecord(name(owner), DClass.IN, TTL, List.of(strings));
    }

    static Record mx(String owner, int preference, String host) {
        return new MXRecord(name(owner), DClass.IN, TTL, preference, name(host));
    }

    static Record cname(String owner, String target) {
        return new CNAMERecord(name(owner), DClass.IN, TTL, name(target));
    }

    static Record ns(String owner, String host) {
        return new NSRecord(name(owner), DClass.IN, TTL, name(host));
    }

    static Record soa(String owner) {
        return new SOARecord(name(owner), DClass.IN, TTL, name("ns.test"), name("admin.test"), 1, 1, 1, 1, 1);
    }

    static Record address(String owner, String address) {
        try {
            InetAddress inet = InetAddress.getByName(address);
            return inet.getAddress().length == 4
                    ? new ARecord(name(owner), DClass.IN, TTL, inet)
                    : new AAAARecord(name(owner), DClass.IN, TTL, inet);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** With data that may be nonsense. */
    static Record raw(String owner, int type, int dnsClass, byte... data) {
        // By way of a type that dnsjava does not know, since it reads the data of the others; see wire().
        return Record.newRecord(name(owner), 65000 + type, dnsClass, TTL, data);
    }

    /** The message with the types of {@link #raw} put right. */
    static byte[] wire(Message message) {
        byte[] wire = message.toWire(65535);
        for (int i = 12; i < wire.length - 1; i++) {
            int type = ((wire[i] & 0xFF) << 8 | (wire[i + 1] & 0xFF)) - 65000;
            if (type == Type.TXT || type == Type.MX || type == Type.CNAME || type == Type.A || type == Type.AAAA) {
                wire[i] = 0;
                wire[i + 1] = (byte) type;
            }
        }
        return wire;
    }
}
