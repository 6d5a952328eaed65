package io.mtasts.dns;

import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import java.util.Optional;

/**
 * A record of an answer, fully read, so that nothing of it refers to the buffer that it came in.
 *
 * @param name the owner, lower case, without the root dot
 * @param data empty where the data cannot be read, or nobody asks for such records
 */
record WireRecord(String name, DnsRecordType type, int dnsClass, long timeToLive, Optional<?> data)
        implements DnsRecord {

    /** Stands for the rest of a message that says it has more records than can be read from it. */
    static final WireRecord CUT = new WireRecord("", DnsRecordType.valueOf(0), 0, 0, Optional.empty());

    /** Where the type is OPT, the upper bits of the response code. RFC 6891, 6.1.3. */
    int extendedResponseCode() {
        return (int) (timeToLive >>> 24);
    }

    boolean is(DnsRecordType wanted) {
        return type.equals(wanted) && (dnsClass == CLASS_IN || wanted.equals(DnsRecordType.OPT));
    }

    boolean is(DnsRecordType wanted, String owner) {
        return is(wanted) && name.equals(owner);
    }

    <T> Optional<T> dataAs(Class<T> kind) {
        return data.filter(kind::isInstance).map(kind::cast);
    }
}
