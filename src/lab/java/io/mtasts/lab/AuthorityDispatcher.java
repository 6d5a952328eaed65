package io.mtasts.lab;

import java.io.IOException;

/**
 * Replies as a name server of a zone does, without recursion: from data of its own, and otherwise from those of the
 * resolver. So two name servers of a zone can differ.
 */
final class AuthorityDispatcher implements DnsDispatcher {

    private static final int FLAGS_OFFSET = 2;
    private static final int AUTHORITATIVE = 0x04;
    private static final int RECURSION_AVAILABLE = 0x80;

    private final Zone own;
    private final ZoneDispatcher fromOwn;
    private final ZoneDispatcher fromShared;

    AuthorityDispatcher(Zone own, Zone shared) {
        this.own = own;
        this.fromOwn = new ZoneDispatcher(own);
        this.fromShared = new ZoneDispatcher(shared);
    }

    @Override
    public DnsReply dispatch(ReceivedDnsQuery query) throws IOException {
        boolean differs = own.decides(query.questionName(), query.type());
        DnsReply reply = (differs ? fromOwn : fromShared).dispatch(query);
        reply.messages().forEach(AuthorityDispatcher::markAuthoritative);
        return reply;
    }

    private static void markAuthoritative(byte[] message) {
        message[FLAGS_OFFSET] |= AUTHORITATIVE;
        message[FLAGS_OFFSET + 1] &= ~RECURSION_AVAILABLE;
    }
}
