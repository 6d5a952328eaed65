package io.mtasts.lab;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/** A DNS record: owner, type, a way to write its RDATA into a message, and for an alias its target. */
record ResourceRecord(DnsName owner, RecordType type, Rdata rdata, Optional<DnsName> target) {

    static final long TTL = 60;

    /** Writes RDATA into a message, where names may be compressed. */
    interface Rdata {
        void writeTo(MessageWriter message);
    }

    ResourceRecord(DnsName owner, RecordType type, Rdata rdata) {
        this(owner, type, rdata, Optional.empty());
    }

    static ResourceRecord txt(DnsName owner, List<byte[]> strings) {
        if (strings.stream().anyMatch(string -> string.length > 255)) {
            throw new IllegalArgumentException("a string of a TXT record has at most 255 bytes");
        }
        return new ResourceRecord(
                owner,
                RecordType.TXT,
                message -> strings.forEach(string -> message.u8(string.length).raw(string)));
    }

    static ResourceRecord mx(DnsName owner, int preference, DnsName host) {
        return new ResourceRecord(
                owner, RecordType.MX, message -> message.u16(preference).name(host));
    }

    static ResourceRecord address(DnsName owner, RecordType type, String literal) {
        byte[] address = literal(literal);
        // InetAddress makes four bytes of an IPv4-mapped address, which an AAAA record may hold all the same.
        boolean mapped = type.equals(RecordType.AAAA) && address.length == 4;
        return new ResourceRecord(owner, type, message -> message.raw(mapped ? mapped(address) : address));
    }

    private static byte[] literal(String literal) {
        if (!literal.matches("[0-9A-Fa-f:.]+") || !literal.matches(".*[.:].*[.:].*")) {
            throw new IllegalArgumentException("not an address: " + literal);
        }
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }

    private static byte[] mapped(byte[] v4) {
        byte[] v6 = new byte[16];
        v6[10] = (byte) 0xFF;
        v6[11] = (byte) 0xFF;
        System.arraycopy(v4, 0, v6, 12, 4);
        return v6;
    }

    static ResourceRecord cname(DnsName owner, DnsName target) {
        return new ResourceRecord(owner, RecordType.CNAME, message -> message.name(target), Optional.of(target));
    }

    static ResourceRecord dname(DnsName owner, DnsName target) {
        return new ResourceRecord(
                owner, RecordType.DNAME, message -> message.uncompressedName(target), Optional.of(target));
    }

    static ResourceRecord soa(DnsName owner) {
        return new ResourceRecord(
                owner,
                RecordType.SOA,
                message -> message.name(owner.child("ns"))
                        .name(owner.child("hostmaster"))
                        .u32(1)
                        .u32(3600)
                        .u32(600)
                        .u32(86400)
                        .u32(TTL));
    }

    /** A signature of the shape of a real one. RFC 4034, 3.1. */
    static ResourceRecord signature(DnsName owner, RecordType covered) {
        return new ResourceRecord(
                owner,
                RecordType.RRSIG,
                message -> message.u16(covered.code())
                        .u8(13)
                        .u8(owner.labels().size())
                        .u32(TTL)
                        .u32(1_900_000_000L)
                        .u32(1_700_000_000L)
                        .u16(1)
                        .uncompressedName(owner.last(2))
                        .raw(new byte[64]));
    }

    ResourceRecord withOwner(DnsName other) {
        return new ResourceRecord(other, type, rdata, target);
    }

    void writeTo(MessageWriter message) {
        message.name(owner).u16(type.code()).u16(1).u32(TTL).lengthOf(rdata);
    }
}
