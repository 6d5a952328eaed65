package io.mtasts.lab;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Compression;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.DNSInput;
import org.xbill.DNS.DNSOutput;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Tokenizer;
import org.xbill.DNS.Type;

/** DNS records with the time to live of the laboratory. */
final class ResourceRecords {

    static final long TTL = 60;

    private ResourceRecords() {}

    static Record txt(Name owner, List<byte[]> strings) {
        return txt(owner, TTL, strings);
    }

    static Record txt(Name owner, long timeToLive, List<byte[]> strings) {
        ByteArrayOutputStream rdata = new ByteArrayOutputStream();
        for (byte[] string : strings) {
            if (string.length > 255) {
                throw new IllegalArgumentException("a string of a TXT record has at most 255 bytes");
            }
            rdata.write(string.length);
            rdata.writeBytes(string);
        }
        return new RawRecord(owner, RecordType.TXT.code(), timeToLive, rdata.toByteArray());
    }

    static Record mx(Name owner, int preference, Name host) {
        return new MXRecord(owner, DClass.IN, TTL, preference, host);
    }

    static Record ns(Name owner, Name server) {
        return new NSRecord(owner, DClass.IN, TTL, server);
    }

    /** Makes an A or AAAA record. An AAAA record may also have an IPv4 address, which becomes an IPv4-mapped one. */
    static Record address(Name owner, RecordType type, String literal) {
        byte[] address = literal(literal);
        return type.equals(RecordType.A)
                ? new ARecord(owner, DClass.IN, TTL, address)
                : new AAAARecord(owner, DClass.IN, TTL, address.length == 4 ? mapped(address) : address);
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

    static Record cname(Name owner, Name target) {
        return new CNAMERecord(owner, DClass.IN, TTL, target);
    }

    static Record dname(Name owner, Name target) {
        return new DNAMERecord(owner, DClass.IN, TTL, target);
    }

    static Record soa(Name owner) {
        return new SOARecord(
                owner,
                DClass.IN,
                TTL,
                DnsNames.child("ns", owner),
                DnsNames.child("hostmaster", owner),
                1,
                3600,
                600,
                86400,
                TTL);
    }

    /** Makes a signature of the shape of a real one, which verifies nothing. RFC 4034, 3.1. */
    static Record signature(Name owner, RecordType covered) {
        return new RRSIGRecord(
                owner,
                DClass.IN,
                TTL,
                covered.code(),
                DNSSEC.Algorithm.ECDSAP256SHA256,
                TTL,
                Instant.ofEpochSecond(1_900_000_000L),
                Instant.ofEpochSecond(1_700_000_000L),
                1,
                DnsNames.last(2, owner),
                new byte[64]);
    }

    /** Makes a record of any type with any RDATA, also RDATA that the type does not allow. */
    static Record raw(Name owner, RecordType type, byte[] rdata) {
        return new RawRecord(owner, type.code(), TTL, rdata);
    }

    /** A record whose RDATA dnsjava neither reads nor checks. */
    private static final class RawRecord extends Record {

        private static final long serialVersionUID = 1;

        private final byte[] rdata;

        RawRecord(Name owner, int type, long timeToLive, byte[] rdata) {
            super(owner, type, DClass.IN, timeToLive);
            this.rdata = rdata.clone();
        }

        @Override
        protected void rrFromWire(DNSInput in) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void rdataFromString(Tokenizer text, Name origin) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void rrToWire(DNSOutput out, Compression compression, boolean canonical) {
            out.writeByteArray(rdata);
        }

        @Override
        protected String rrToString() {
            return Type.string(type) + " " + unknownToString(rdata);
        }
    }
}
