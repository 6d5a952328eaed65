package io.mtasts.lab;

/** A way in which the DNS server fails for one name and type. */
public record DnsFault(Kind kind, int value, boolean rightAnswerFollows) {

    /** The kinds of failures; {@link DnsFault} has a constant or a method for each. */
    public enum Kind {
        RCODE,
        SERVFAIL_WITH_EDE,
        FORMERR_ON_EDNS,
        HEADER_ONLY_FORMERR,
        TIMEOUT,
        LOST_FIRST,
        TRUNCATED_TCP_REFUSED,
        TRUNCATED_TCP_OK,
        MALFORMED,
        WRONG_ID,
        WRONG_QUESTION,
        WRONG_SENDER,
        OFF_OWNER,
        COMPRESSION_LOOP
    }

    public static final DnsFault FORMERR = rcode(1);
    public static final DnsFault SERVFAIL = rcode(2);
    public static final DnsFault NOTIMP = rcode(4);
    public static final DnsFault REFUSED = rcode(5);

    /** The resolver found the DNSSEC signatures bogus and says so. RFC 8914, 4.7. */
    public static final DnsFault DNSSEC_BOGUS = servfail(6);

    /** FORMERR for a query with an OPT record, the right answer without, as old servers do. */
    public static final DnsFault FORMERR_ON_EDNS = of(Kind.FORMERR_ON_EDNS);

    /** FORMERR without the question. */
    public static final DnsFault HEADER_ONLY_FORMERR = of(Kind.HEADER_ONLY_FORMERR);

    /** Never an answer, over UDP or TCP. */
    public static final DnsFault TIMEOUT = of(Kind.TIMEOUT);

    /** TC and no record over UDP; over TCP the connection is closed without an answer. */
    public static final DnsFault TRUNCATED_TCP_REFUSED = of(Kind.TRUNCATED_TCP_REFUSED);

    /** TC and no record over UDP; the right answer over TCP. */
    public static final DnsFault TRUNCATED_TCP_OK = of(Kind.TRUNCATED_TCP_OK);

    /** RDATA that does not fit: the length byte of a TXT string runs past the record, an address lacks bytes. */
    public static final DnsFault MALFORMED = of(Kind.MALFORMED);

    /** A forged NXDOMAIN whose id is wrong. */
    public static final DnsFault WRONG_ID = of(Kind.WRONG_ID);

    /** A forged NXDOMAIN to another question. */
    public static final DnsFault WRONG_QUESTION = of(Kind.WRONG_QUESTION);

    /** A forged NXDOMAIN from another port and one from another address; the right answer follows. */
    public static final DnsFault WRONG_SENDER = of(Kind.WRONG_SENDER).thenTheRightAnswer();

    /** The records of the name, but under the owner {@code off-owner.invalid}. */
    public static final DnsFault OFF_OWNER = of(Kind.OFF_OWNER);

    /** An owner name that is a compression pointer to itself. */
    public static final DnsFault COMPRESSION_LOOP = of(Kind.COMPRESSION_LOOP);

    public static DnsFault rcode(int rcode) {
        return new DnsFault(Kind.RCODE, rcode, false);
    }

    /** SERVFAIL with an extended error (RFC 8914) where the client has EDNS. */
    public static DnsFault servfail(int extendedError) {
        return new DnsFault(Kind.SERVFAIL_WITH_EDE, extendedError, false);
    }

    /** The first queries stay without an answer, the later ones get the right one. */
    public static DnsFault lostFirst(int queries) {
        return new DnsFault(Kind.LOST_FIRST, queries, false);
    }

    private static DnsFault of(Kind kind) {
        return new DnsFault(kind, 0, false);
    }

    /** The same for a forgery that is followed by the right answer, which a careful client still gets. */
    public DnsFault thenTheRightAnswer() {
        return new DnsFault(kind, value, true);
    }
}
