package io.mtasts.dns;

import io.mtasts.name.DomainName;
import io.mtasts.verdict.HostLookup;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.Lookup.Outcome;
import io.mtasts.verdict.MxRecord;
import io.mtasts.verdict.TlsaLookup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * A resolver that queries recursive DNS servers over Netty, on the event loop of the subscriber.
 *
 * <p>Vert.x 4 and Netty have DNS clients too. That of Vert.x cannot distinguish the strings of a record from records, or
 * "no records" from "truncated". That of Netty decodes without a bound, and its queue is not fair.
 */
public final class NettyResolver implements Resolver, AutoCloseable {

    private final DnsClient client;
    private final NameServers servers;
    private final List<InetSocketAddress> validating;

    /**
     * Creates a resolver that queries one server after the other until a response says something about the domain.
     *
     * @param timeout of each query to a server; a second query by TCP has the same timeout again
     * @param attempts how often a server that does not answer is queried, each time after all others
     */
    public NettyResolver(Vertx vertx, List<InetSocketAddress> servers, Duration timeout, int attempts) {
        this(vertx, servers, timeout, attempts, server -> false);
    }

    /**
     * Creates a resolver that also looks up records that only DNSSEC makes useful.
     *
     * @param isValidating whether a server validates, and nobody can change its responses on their way
     */
    public NettyResolver(
            Vertx vertx,
            List<InetSocketAddress> servers,
            Duration timeout,
            int attempts,
            Predicate<InetSocketAddress> isValidating) {
        if (servers.isEmpty() || attempts < 1 || timeout.toMillis() < 1) {
            throw new IllegalArgumentException("DNS needs a server, an attempt and a timeout");
        }
        this.servers = new NameServers(servers, attempts, InstantSource.system());
        this.validating = servers.stream().filter(isValidating).toList();
        this.client = new DnsClient(vertx, timeout);
    }

    @Override
    public Uni<Lookup<String>> txt(String name) {
        return forCheck().txt(name);
    }

    @Override
    public Uni<Lookup<MxRecord>> mx(String name) {
        return forCheck().mx(name);
    }

    @Override
    public Uni<HostLookup> addresses(String name) {
        return forCheck().addresses(name);
    }

    @Override
    public Uni<Lookup<String>> nameServers(String zone) {
        return forCheck().nameServers(zone);
    }

    @Override
    public Uni<Lookup<String>> txtFrom(InetSocketAddress server, String name, BooleanSupplier mayRepeat) {
        return forCheck().txtFrom(server, name, mayRepeat);
    }

    @Override
    public boolean isValidating() {
        return !validating.isEmpty();
    }

    @Override
    public Uni<TlsaLookup> tlsa(String name) {
        return forCheck().tlsa(name);
    }

    @Override
    public Resolver forCheck() {
        return new CheckResolver(new CheckBudget());
    }

    @Override
    public void close() {
        client.close();
    }

    /** The resolver of one check. Its lookups hold almost nothing before they are subscribed to. */
    private final class CheckResolver implements Resolver {

        private final CheckBudget budget;

        CheckResolver(CheckBudget budget) {
            this.budget = budget;
        }

        @Override
        public Uni<Lookup<String>> txt(String name) {
            return lookup(name, RecordType.TXT);
        }

        @Override
        public Uni<Lookup<MxRecord>> mx(String name) {
            return lookup(name, RecordType.MX);
        }

        @Override
        public Uni<HostLookup> addresses(String name) {
            return Uni.createFrom()
                    .deferred(() -> Uni.combine()
                            .all()
                            .unis(lookup(name, RecordType.A), lookup(name, RecordType.AAAA))
                            .with((a, aaaa) -> new HostLookup(name, a, aaaa)));
        }

        @Override
        public Uni<Lookup<String>> nameServers(String zone) {
            return lookup(zone, RecordType.NS);
        }

        @Override
        public Uni<Lookup<String>> txtFrom(InetSocketAddress server, String name, BooleanSupplier mayRepeat) {
            DnsQuery<String> query = DnsQuery.toNameServer(DomainName.lowerCase(name), RecordType.TXT);
            return Uni.createFrom()
                    .deferred(() -> {
                        Optional<Outcome> fault = QueryName.fault(query.chain().end())
                                .or(() -> budget.tryQuery() ? Optional.empty() : Optional.of(Outcome.QUERY_LIMIT));
                        return fault.isPresent()
                                ? Uni.createFrom().item(QueryResult.<String>without(query.chain(), fault.get()))
                                : queryNameServer(server, query, mayRepeat);
                    })
                    .map(result -> kept(result, RecordType.TXT));
        }

        /** Queries a name server, and once more if it is silent. What it does must not change how resolvers are queried. */
        private Uni<QueryResult<String>> queryNameServer(
                InetSocketAddress server, DnsQuery<String> query, BooleanSupplier mayRepeat) {
            NameServers memory = new NameServers(List.of(server), 1, InstantSource.system());
            Uni<QueryResult<String>> once =
                    client.query(server, query, memory, budget, () -> budget.tryQuery() && mayRepeat.getAsBoolean());
            return once.flatMap(
                    result -> result.outcome() == Outcome.TIMEOUT && budget.tryRetry() && mayRepeat.getAsBoolean()
                            ? once
                            : Uni.createFrom().item(result));
        }

        @Override
        public boolean isValidating() {
            return NettyResolver.this.isValidating();
        }

        @Override
        public Uni<TlsaLookup> tlsa(String name) {
            if (!isValidating()) {
                throw new IllegalStateException("no server validates with DNSSEC");
            }
            return result(name, RecordType.TLSA)
                    .map(result -> new TlsaLookup(kept(result, RecordType.TLSA), result.authenticated()));
        }

        private <T> Uni<Lookup<T>> lookup(String name, RecordType<T> type) {
            return result(name, type).map(result -> kept(result, type));
        }

        private <T> Uni<QueryResult<T>> result(String name, RecordType<T> type) {
            return Uni.createFrom()
                    .deferred(() -> follow(new DnsQuery<>(CnameChain.from(DomainName.lowerCase(name)), type)));
        }

        /** Drops the records and aliases if the check holds too much already. */
        private <T> Lookup<T> kept(QueryResult<T> result, RecordType<T> type) {
            Lookup<T> lookup = result.lookup();
            return budget.tryKeep(type.sizeOf(result.records()) + result.chain().size())
                    ? lookup
                    : Lookup.without(lookup.name(), Outcome.TOO_LARGE);
        }

        /** Queries the end of the aliases, until a response says what it has. Ends because the chain has a limit. */
        private <T> Uni<QueryResult<T>> follow(DnsQuery<T> query) {
            Optional<Outcome> fault = QueryName.fault(query.chain().end());
            if (fault.isPresent()) {
                return Uni.createFrom().item(QueryResult.without(query.chain(), fault.get()));
            }
            if (!budget.tryQuery()) {
                return Uni.createFrom().item(QueryResult.without(query.chain(), Outcome.QUERY_LIMIT));
            }
            return query(query, order(query.type()), QueryResult.without(query.chain(), Outcome.TIMEOUT))
                    .flatMap(result -> result.needsFollowUp()
                            ? follow(new DnsQuery<>(result.chain(), query.type()))
                                    .map(end -> result.authenticated() ? end : end.withAuthenticated(false))
                            : Uni.createFrom().item(result));
        }

        private List<InetSocketAddress> order(RecordType<?> type) {
            List<InetSocketAddress> order = servers.attemptOrder();
            return type.needsAuthentication()
                    ? order.stream().filter(validating::contains).toList()
                    : order;
        }

        /** Queries the servers in order until one settles the query. One that fails is not queried again. */
        private <T> Uni<QueryResult<T>> query(DnsQuery<T> query, List<InetSocketAddress> order, QueryResult<T> best) {
            InetSocketAddress server = order.get(0);
            return client.query(server, query, servers, budget, budget::tryQuery)
                    .flatMap(result -> {
                        servers.recordResult(server, result.outcome() != Outcome.TIMEOUT);
                        if (result.isSettled()) {
                            return Uni.createFrom().item(result);
                        }
                        QueryResult<T> specific = best.moreSpecific(result);
                        List<InetSocketAddress> next = order.stream()
                                .skip(1)
                                .filter(other -> result.isWorthRetrying() || !other.equals(server))
                                .toList();
                        return next.isEmpty() || !budget.tryRetry()
                                ? Uni.createFrom().item(specific)
                                : query(query, next, specific);
                    });
        }
    }
}
