package io.mtasts.dns;

import io.mtasts.verdict.MxRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What is asked for.
 *
 * @param data what the data of such a record is read into
 * @param order brings the records of an answer into the order in which they are reported
 */
record RecordType<T>(DnsRecordType type, Class<T> data, UnaryOperator<Stream<T>> order) {

    static final RecordType<String> TXT = new RecordType<>(DnsRecordType.TXT, String.class, texts -> texts);

    static final RecordType<MxRecord> MX = new RecordType<>(
            DnsRecordType.MX,
            MxRecord.class,
            records ->
                    records.sorted(Comparator.comparingInt(MxRecord::preference).thenComparing(MxRecord::host)));

    static final RecordType<InetAddress> A = new RecordType<>(DnsRecordType.A, InetAddress.class, Stream::distinct);

    static final RecordType<InetAddress> AAAA =
            new RecordType<>(DnsRecordType.AAAA, InetAddress.class, Stream::distinct);

    List<T> inOrder(Stream<T> records) {
        return order.apply(records).toList();
    }
}
