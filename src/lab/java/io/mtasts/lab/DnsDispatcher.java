package io.mtasts.lab;

import java.io.IOException;

/** Decides what the DNS server replies. It is called on the thread that received the query. */
@FunctionalInterface
public interface DnsDispatcher {

    /** Returns the reply to a query. An exception drops the query, and the connection if it came over TCP. */
    DnsReply dispatch(ReceivedDnsQuery query) throws IOException;
}
