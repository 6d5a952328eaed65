package io.mtasts.dns;

import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsQuestion;

/**
 * One question to a server.
 *
 * @param chain the aliases followed so far; its end is asked for
 */
record LookupQuestion<T>(CnameChain chain, RecordType<T> kind) {

    /** With the root dot, so that nothing is ever appended to the name. */
    DnsQuestion toNetty() {
        return new DefaultDnsQuestion(chain.end() + ".", kind.type());
    }
}
