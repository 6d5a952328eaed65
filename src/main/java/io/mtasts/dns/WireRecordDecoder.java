package io.mtasts.dns;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordDecoder;
import io.netty.handler.codec.dns.DnsRecordType;
import java.util.Optional;

/**
 * Reads records in Netty's stead.
 *
 * <p>Netty takes names apart at the dots of their text, so that a dot within a label is lost, and drops a message in
 * which one name cannot be read, so that a broken record would look like a server that keeps silent.
 */
final class WireRecordDecoder implements DnsRecordDecoder {

    /** Type, class, time to live and length of the data. RFC 1035, 4.1.3. */
    private static final int FIXED_LENGTH = 10;

    @Override
    public DnsQuestion decodeQuestion(ByteBuf in) throws Exception {
        return DEFAULT.decodeQuestion(in);
    }

    /** Never fails; where no record can be read, nothing more can, since nobody knows where the next one begins. */
    @Override
    @SuppressWarnings("unchecked")
    public <T extends DnsRecord> T decodeRecord(ByteBuf in) {
        return (T) read(in);
    }

    static WireRecord read(ByteBuf in) {
        Optional<String> owner = NameDecoder.read(in);
        if (owner.isPresent() && in.isReadable(FIXED_LENGTH)) {
            DnsRecordType type = DnsRecordType.valueOf(in.readUnsignedShort());
            int dnsClass = in.readUnsignedShort();
            long timeToLive = in.readUnsignedInt();
            int length = in.readUnsignedShort();
            if (in.isReadable(length)) {
                int data = in.readerIndex();
                in.skipBytes(length);
                // A view with the indices of the message, since names in the data count from its start.
                ByteBuf view = in.duplicate().setIndex(data, data + length);
                return new WireRecord(owner.get(), type, dnsClass, timeToLive, RDataDecoder.read(type, view));
            }
        }
        in.readerIndex(in.writerIndex());
        return WireRecord.CUT;
    }
}
