package io.mtasts.lab;

import org.xbill.DNS.Type;

/** A type of DNS record, by its number. */
public record RecordType(int code) {

    public static final RecordType A = new RecordType(1);
    public static final RecordType NS = new RecordType(2);
    public static final RecordType CNAME = new RecordType(5);
    public static final RecordType SOA = new RecordType(6);
    public static final RecordType MX = new RecordType(15);
    public static final RecordType TXT = new RecordType(16);
    public static final RecordType AAAA = new RecordType(28);
    public static final RecordType DNAME = new RecordType(39);
    public static final RecordType OPT = new RecordType(41);
    public static final RecordType RRSIG = new RecordType(46);
    public static final RecordType TLSA = new RecordType(52);

    @Override
    public String toString() {
        return Type.string(code);
    }
}
