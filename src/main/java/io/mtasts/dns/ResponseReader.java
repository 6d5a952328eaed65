package io.mtasts.dns;

import io.mtasts.verdict.Lookup.Outcome;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A reader for responses. RFC 1035, 4.1.
 *
 * <p>Reads names from their octets, since labels may contain dots, and bounds the work and the memory for each response
 * before anything is decoded. A record that cannot be read makes the whole response malformed, because it may be the one
 * that decides.
 */
final class ResponseReader<T> {

    private static final int HEADER_LENGTH = 12;

    /** Type, class, time to live and length of the data. RFC 1035, 4.1.3. */
    private static final int FIXED_LENGTH = 10;

    /** The records of the authority and additional sections that are read at most. */
    private static final int MAX_OTHER_RECORDS = 100;

    /** The octets that the records of one response may count for. Compressed names take more than the message itself. */
    static final int MAX_OCTETS = 64 * 1024;

    private static final int RESPONSE = 0x8000;
    private static final int OPCODE = 0x7800;
    private static final int AUTHORITATIVE = 0x0400;
    private static final int TRUNCATED = 0x0200;
    private static final int RECURSION_AVAILABLE = 0x0080;
    private static final int RCODE = 0x000F;

    private static final int NOERROR = 0;
    private static final int FORMERR = 1;
    private static final int SERVFAIL = 2;
    private static final int NXDOMAIN = 3;
    private static final int NOTIMP = 4;
    private static final int REFUSED = 5;
    private static final int BADVERS = 16;

    private static final int NS = 2;
    private static final int CNAME = 5;
    private static final int SOA = 6;

    private final ByteBuf message;
    private final DnsQuery<T> query;
    private final boolean datagram;
    private final int flags;
    private final List<Entry> answers;
    private final List<Entry> authority;
    private final List<Entry> additional;

    /** Whether there are more answers than are read. */
    private final boolean tooMany;

    private boolean stopped;
    private boolean cut;

    /**
     * A record whose data is not decoded yet.
     *
     * @param data a view with the indices of the message, since names in the data count from its start
     */
    private record Entry(String owner, int type, int dnsClass, long timeToLive, ByteBuf data) {

        boolean is(int wanted) {
            return type == wanted && dnsClass == DnsQuery.CLASS_IN;
        }

        boolean is(int wanted, String name) {
            return is(wanted) && owner.equals(name);
        }
    }

    private ResponseReader(ByteBuf message, DnsQuery<T> query, boolean datagram, int flags, int answerCount) {
        this.message = message;
        this.query = query;
        this.datagram = datagram;
        this.flags = flags;
        int authorityCount = message.getUnsignedShort(8);
        int additionalCount = message.getUnsignedShort(10);
        tooMany = answerCount > query.type().maxRead();
        answers = entries(answerCount, query.type().maxRead());
        authority = entries(authorityCount, MAX_OTHER_RECORDS);
        additional = entries(additionalCount, MAX_OTHER_RECORDS);
    }

    /**
     * Reads a message.
     *
     * @param message indexed from its start; must not be used by others meanwhile
     * @param datagram whether more may be obtained by TCP
     * @return empty if the message is not a response to the query
     */
    static <T> Optional<QueryResult<T>> read(ByteBuf message, int id, DnsQuery<T> query, boolean datagram) {
        if (!message.isReadable(HEADER_LENGTH) || message.readUnsignedShort() != id) {
            return Optional.empty();
        }
        int flags = message.readUnsignedShort();
        int questions = message.readUnsignedShort();
        int answers = message.readUnsignedShort();
        message.skipBytes(2 * Short.BYTES);
        if ((flags & RESPONSE) == 0 || (flags & OPCODE) != 0) {
            return Optional.empty();
        }
        // Servers that do not know EDNS may send nothing but the header back. RFC 6891, 7.
        boolean headerOnly = questions == 0 && answers == 0 && isRejection(flags & RCODE);
        if (!headerOnly && !(questions == 1 && isQuestion(message, query))) {
            return Optional.empty();
        }
        boolean authenticated = (flags & DnsQuery.AUTHENTIC_DATA) != 0;
        return Optional.of(new ResponseReader<>(message, query, datagram, flags, answers)
                .result()
                .withAuthenticated(authenticated));
    }

    private static boolean isRejection(int code) {
        return code == FORMERR || code == NOTIMP;
    }

    private static boolean isQuestion(ByteBuf message, DnsQuery<?> query) {
        return NameDecoder.read(message).filter(query.chain().end()::equals).isPresent()
                && message.isReadable(2 * Short.BYTES)
                && message.readUnsignedShort() == query.type().code()
                && message.readUnsignedShort() == DnsQuery.CLASS_IN;
    }

    /** Reads the records of a section. After one that cannot be read, nobody knows where the next one begins. */
    private List<Entry> entries(int count, int max) {
        List<Entry> entries = new ArrayList<>();
        while (entries.size() < count && !cut && !stopped) {
            if (entries.size() == max) {
                stopped = true;
                message.readerIndex(message.writerIndex());
            } else {
                entry().ifPresentOrElse(entries::add, () -> cut = true);
            }
        }
        return entries;
    }

    private Optional<Entry> entry() {
        Optional<String> owner = NameDecoder.read(message);
        if (owner.isEmpty() || !message.isReadable(FIXED_LENGTH)) {
            return Optional.empty();
        }
        int type = message.readUnsignedShort();
        int dnsClass = message.readUnsignedShort();
        long timeToLive = message.readUnsignedInt();
        int length = message.readUnsignedShort();
        if (!message.isReadable(length)) {
            return Optional.empty();
        }
        int start = message.readerIndex();
        message.skipBytes(length);
        ByteBuf data = message.duplicate().setIndex(start, start + length);
        return Optional.of(new Entry(owner.get(), type, dnsClass, timeToLive, data));
    }

    private QueryResult<T> result() {
        Optional<CnameChain> chain = chain();
        boolean loop = chain.filter(CnameChain::isLoop).isPresent();
        int code = responseCode();
        Optional<Outcome> failure = failure(code);
        // Resolvers report a loop as SERVFAIL, and some of them show its aliases.
        if (failure.isPresent() && !(loop && failure.get() == Outcome.SERVER_FAILURE)) {
            return QueryResult.without(query.chain(), failure.get());
        }
        if ((flags & TRUNCATED) != 0 || (datagram && (cut || message.isReadable()))) {
            return QueryResult.without(query.chain(), Outcome.TRUNCATED);
        }
        if (cut || chain.isEmpty()) {
            return QueryResult.without(query.chain(), Outcome.MALFORMED);
        }
        if (!query.recursive() && (flags & AUTHORITATIVE) == 0) {
            return QueryResult.without(query.chain(), Outcome.NOT_AUTHORITATIVE);
        }
        if (loop || chain.get().isTooLong()) {
            return QueryResult.without(chain.get(), loop ? Outcome.ALIAS_LOOP : Outcome.TOO_MANY_ALIASES);
        }
        return code == NXDOMAIN ? QueryResult.without(chain.get(), Outcome.NX_DOMAIN) : records(chain.get());
    }

    /** Combines the response code with its upper bits in the OPT record. RFC 6891, 6.1.3. */
    private int responseCode() {
        return options()
                .map(opt -> (int) (opt.timeToLive() >>> 24) << 4)
                .reduce(flags & RCODE, (one, other) -> one | other);
    }

    private Optional<Outcome> failure(int code) {
        return switch (code) {
            case NOERROR, NXDOMAIN -> Optional.empty();
            case FORMERR -> Optional.of(Outcome.FORMAT_ERROR);
            case SERVFAIL -> Optional.of(isBogus() ? Outcome.BOGUS : Outcome.SERVER_FAILURE);
            case NOTIMP, BADVERS -> Optional.of(Outcome.NOT_IMPLEMENTED);
            case REFUSED -> Optional.of(Outcome.REFUSED);
            default -> Optional.of(Outcome.OTHER_ERROR);
        };
    }

    private boolean isBogus() {
        return options()
                .anyMatch(opt -> ExtendedDnsErrors.read(opt.data().duplicate()).bogus());
    }

    private Stream<Entry> options() {
        return additional.stream().filter(entry -> entry.type() == DnsQuery.TYPE_OPT);
    }

    /** Follows the aliases in the response. Empty if one of them cannot be read. */
    private Optional<CnameChain> chain() {
        CnameChain chain = query.chain();
        Optional<Entry> alias = alias(chain.end());
        while (alias.isPresent() && !chain.isLoop() && !chain.isTooLong()) {
            Optional<String> target = RDataDecoder.name(alias.get().data().duplicate());
            if (target.isEmpty()) {
                return Optional.empty();
            }
            chain = chain.then(target.get());
            alias = alias(chain.end());
        }
        return Optional.of(chain);
    }

    private Optional<Entry> alias(String name) {
        return answers.stream().filter(entry -> entry.is(CNAME, name)).findFirst();
    }

    private QueryResult<T> records(CnameChain chain) {
        RecordType<T> type = query.type();
        List<T> records = new ArrayList<>();
        Set<Object> distinct = new HashSet<>();
        for (Entry entry : answers) {
            if (entry.is(type.code(), chain.end()) && records.size() < type.maxKept()) {
                Optional<T> value = type.reader().apply(entry.data().duplicate());
                if (value.isEmpty()) {
                    return QueryResult.without(chain, Outcome.MALFORMED);
                }
                // Equal records are one. RFC 2181, 5. Texts may be equal although their strings differ.
                if (distinct.add(value.get() instanceof String ? entry.data() : value.get())) {
                    records.add(value.get());
                }
            }
        }
        if ((tooMany && records.size() < type.maxKept()) || type.sizeOf(records) > MAX_OCTETS) {
            return QueryResult.without(chain, Outcome.TOO_LARGE);
        }
        records.sort(type.order());
        return records.isEmpty()
                ? nothing(chain)
                : new QueryResult<>(chain, Outcome.FOUND, records, timeToLive(chain), false, false);
    }

    /** Returns the shortest time to live. A value with the highest bit counts as zero. RFC 2181, 8. */
    private OptionalLong timeToLive(CnameChain chain) {
        return answers.stream()
                .filter(entry -> entry.is(CNAME) || entry.is(query.type().code(), chain.end()))
                .mapToLong(entry -> entry.timeToLive() > Integer.MAX_VALUE ? 0 : entry.timeToLive())
                .min();
    }

    private QueryResult<T> nothing(CnameChain chain) {
        if (isReferral()) {
            return QueryResult.without(query.chain(), Outcome.REFERRAL);
        }
        boolean needsFollowUp = !chain.equals(query.chain()) && !isDeniedAt(chain.end());
        return new QueryResult<>(chain, Outcome.NO_DATA, List.of(), OptionalLong.empty(), needsFollowUp, false);
    }

    /** Returns whether the server only names others that may know. It does not do what a resolver must. RFC 2308, 2.2. */
    private boolean isReferral() {
        return (flags & (RECURSION_AVAILABLE | AUTHORITATIVE)) == 0
                && authority.stream().anyMatch(entry -> entry.is(NS))
                && authority.stream().noneMatch(entry -> entry.is(SOA));
    }

    /** Returns whether the zone of the name says that there is nothing. RFC 2308, 2.2. */
    private boolean isDeniedAt(String name) {
        return authority.stream()
                .filter(entry -> entry.is(SOA))
                .anyMatch(soa -> ("." + name).endsWith(soa.owner().isEmpty() ? "" : "." + soa.owner()));
    }
}
