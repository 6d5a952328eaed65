package io.mtasts.dns;

import io.mtasts.verdict.HostLookup;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.MxRecord;
import io.mtasts.verdict.TlsaLookup;
import io.smallrye.mutiny.Uni;
import java.net.InetSocketAddress;
import java.util.function.BooleanSupplier;

/**
 * A DNS resolver whose failures are outcomes of lookups.
 *
 * <p>Only a lack of sockets or query slots of this service is an exception, since it says nothing about a domain: the
 * {@link Uni} fails with a {@link io.mtasts.net.SocketsExhaustedException}.
 *
 * <p>Names are lower case and without the root dot. Any text is accepted: a name that cannot be queried gets an outcome.
 */
public interface Resolver {

    /** Looks up the TXT records of a name: the strings of each record joined, in the order of the response. */
    Uni<Lookup<String>> txt(String name);

    /** Looks up the MX records of a name, ordered by preference. */
    Uni<Lookup<MxRecord>> mx(String name);

    /** Looks up the A and AAAA records of a name at the same time. At most eight addresses of each family are kept. */
    Uni<HostLookup> addresses(String name);

    /** Looks up the name servers of a zone (NS), ordered by name. A name inside a zone has none. At most 20 are kept. */
    Uni<Lookup<String>> nameServers(String zone);

    /**
     * Queries one name server, without recursion, for the TXT records of a name. Follows aliases only within the response.
     * Nothing is remembered of the server.
     *
     * @param server an address that the {@link io.mtasts.net.SsrfGuard} and the {@link io.mtasts.net.ConnectionBudget} of
     *     the check have admitted
     * @param mayRepeat called before each further message to the server: a repetition, or a query by TCP
     */
    Uni<Lookup<String>> txtFrom(InetSocketAddress server, String name, BooleanSupplier mayRepeat);

    /** Returns whether a server is trusted to validate with DNSSEC. Without one, TLSA records say nothing. */
    boolean isValidating();

    /**
     * Looks up the TLSA records of a name. Queries only the servers that are trusted to validate. RFC 6698, 4.1.
     *
     * @throws IllegalStateException if there is no such server
     */
    Uni<TlsaLookup> tlsa(String name);

    /**
     * Returns a resolver for the lookups of one check.
     *
     * <p>The lookups of a check share a budget of queries and bytes, and take turns with those of other checks. Each call
     * starts a new budget. The result needs no closing.
     */
    default Resolver forCheck() {
        return this;
    }
}
