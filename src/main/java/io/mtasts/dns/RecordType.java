package io.mtasts.dns;

import io.mtasts.dane.TlsaRecord;
import io.mtasts.verdict.MxRecord;
import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * A type of records that can be looked up.
 *
 * @param code RFC 1035, 3.2.2
 * @param maxRead the answers of a response that are read at most
 * @param maxKept the records that are kept at most; the others are ignored
 * @param reader reads the data of a record; empty if the data is malformed
 * @param size the octets of memory that a record counts for
 * @param order the order in which the records are reported
 */
record RecordType<T>(
        String name,
        int code,
        int maxRead,
        int maxKept,
        Function<ByteBuf, Optional<T>> reader,
        ToIntFunction<T> size,
        Comparator<T> order) {

    /** More than any published domain has. */
    static final int MAX_RECORDS = 1000;

    /** More addresses than a check connects to. */
    static final int MAX_ADDRESSES = 8;

    /** The addresses of a host are within the first of them, whatever else a response holds. */
    static final int MAX_READ_ADDRESSES = 100;

    /** More name servers than a zone has. */
    static final int MAX_NAME_SERVERS = 20;

    /** More TLSA records than a mail server needs, even while it changes its key. */
    static final int MAX_TLSA_RECORDS = 20;

    private static final int IPV4_LENGTH = 4;
    private static final int IPV6_LENGTH = 16;

    static final RecordType<String> TXT = new RecordType<>(
            "TXT", 16, MAX_RECORDS, Integer.MAX_VALUE, RDataDecoder::text, String::length, RecordType::asReceived);

    static final RecordType<MxRecord> MX = new RecordType<>(
            "MX",
            15,
            MAX_RECORDS,
            Integer.MAX_VALUE,
            RDataDecoder::mx,
            mx -> mx.host().length(),
            Comparator.comparingInt(MxRecord::preference).thenComparing(MxRecord::host));

    static final RecordType<TlsaRecord> TLSA = new RecordType<>(
            "TLSA",
            52,
            MAX_TLSA_RECORDS,
            MAX_TLSA_RECORDS,
            RDataDecoder::tlsa,
            record -> record.data().length(),
            RecordType::asReceived);

    static final RecordType<String> NS = new RecordType<>(
            "NS",
            2,
            MAX_READ_ADDRESSES,
            MAX_NAME_SERVERS,
            RDataDecoder::name,
            String::length,
            Comparator.naturalOrder());

    static final RecordType<InetAddress> A = addresses("A", 1, IPV4_LENGTH);

    static final RecordType<InetAddress> AAAA = addresses("AAAA", 28, IPV6_LENGTH);

    private static RecordType<InetAddress> addresses(String name, int code, int length) {
        return new RecordType<>(
                name,
                code,
                MAX_READ_ADDRESSES,
                MAX_ADDRESSES,
                data -> RDataDecoder.address(data, length),
                address -> length,
                RecordType::asReceived);
    }

    private static int asReceived(Object unusedOne, Object unusedOther) {
        return 0;
    }

    /** Returns whether it matters that a validating resolver has authenticated the records. */
    boolean needsAuthentication() {
        return code == TLSA.code;
    }

    /** Returns the octets of memory that the records count for. */
    int sizeOf(List<T> records) {
        return records.stream().mapToInt(size).sum();
    }
}
