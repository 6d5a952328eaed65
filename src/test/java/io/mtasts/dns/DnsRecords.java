package io.mtasts.dns;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;

/** Records as dnsjava writes them; names are without the root dot. */
final class DnsRecords {

    private static final long TTL = 60;

    private DnsRecords() {}

    static Record txt(String owner, String... strings) {
        return new TXTRecord(name(owner), DClass.IN, TTL, List.of(strings));
    }

    static Record mx(String owner, int preference, String host) {
        return new MXRecord(name(owner), DClass.IN, TTL, preference, name(host));
    }

    static Record cname(String owner, String target) {
        return new CNAMERecord(name(owner), DClass.IN, TTL, name(target));
    }

    static Record dname(String owner, String target) {
        return new DNAMERecord(name(owner), DClass.IN, TTL, name(target));
    }

    static Record withTtl(Record record, long ttl) {
        return Record.newRecord(
                record.getName(), record.getType(), record.getDClass(), ttl, record.rdataToWireCanonical());
    }

    static Record ns(String owner, String host) {
        return new NSRecord(name(owner), DClass.IN, TTL, name(host));
    }

    static Record soa(String owner) {
        return new SOARecord(name(owner), DClass.IN, TTL, name("ns." + owner), name("admin." + owner), 1, 1, 1, 1, 1);
    }

    static Record address(String owner, String address) {
        try {
            InetAddress ip = InetAddress.getByName(address);
            return address.contains(":")
                    ? new AAAARecord(name(owner), DClass.IN, TTL, ip)
                    : new ARecord(name(owner), DClass.IN, TTL, ip);
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Name name(String text) {
        try {
            return Name.fromString(text + ".");
        } catch (TextParseException e) {
            throw new UncheckedIOException(e);
        }
    }
}
