package io.mtasts.dns;

import io.mtasts.name.DomainName;
import io.mtasts.verdict.HostLookup;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.Lookup.Outcome;
import io.mtasts.verdict.MxRecord;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Asks DNS servers by way of Netty, on the event loop of whoever subscribes.
 *
 * <p>Vert.x 5 does the same; the DNS client of Vert.x 4 tells neither records from strings nor "none" from "cut off".
 */
public final class NettyResolver implements Resolver, AutoCloseable {

    /** Held here, because the log manager holds its loggers weakly and would forget the level. */
    private final Logger nettyLog = Logger.getLogger("io.netty.resolver.dns");

    private final EventLoopResolvers resolvers;
    private final UdpExchange exchange;
    private final NameServerOrder turns;

    /**
     * Asks one server after the other, until one gives an answer that says something of the domain.
     *
     * @param timeout of each question to a server; TCP, where it is needed, may take as long again
     * @param attempts how often a server that keeps silent is asked, each time after all others
     */
    public NettyResolver(Vertx vertx, List<InetSocketAddress> servers, Duration timeout, int attempts) {
        if (servers.isEmpty() || attempts < 1 || timeout.toMillis() < 1) {
            throw new IllegalArgumentException("DNS takes a server, an attempt and a time-out");
        }
        this.resolvers = new EventLoopResolvers(timeout);
        this.exchange = new UdpExchange(vertx, resolvers, timeout);
        this.turns = new NameServerOrder(servers, attempts, InstantSource.system());
        hushNetty();
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
        return Uni.combine()
                .all()
                .unis(lookup(name, RecordType.A), lookup(name, RecordType.AAAA))
                .with((a, aaaa) -> new HostLookup(name, a, aaaa));
    }

    @Override
    public void close() {
        resolvers.close();
    }

    /** Netty warns of stray answers, names and all, and anybody can send them; whoever sets a level gets it. */
    private void hushNetty() {
        if (nettyLog.getLevel() == null) {
            nettyLog.setLevel(Level.SEVERE);
        }
    }

    private <T> Uni<Lookup<T>> lookup(String name, RecordType<T> kind) {
        return follow(new LookupQuestion<>(CnameChain.from(DomainName.lowerCase(name)), kind))
                .map(QueryResult::lookup);
    }

    /** Asks again where the aliases lead to; their chain grows each time, so this comes to an end. */
    private <T> Uni<QueryResult<T>> follow(LookupQuestion<T> question) {
        Optional<Outcome> fault = QueryName.fault(question.chain().end());
        if (fault.isPresent()) {
            return Uni.createFrom().item(QueryResult.without(question.chain(), fault.get()));
        }
        return ask(question, turns.attemptOrder(), QueryResult.without(question.chain(), Outcome.TIMEOUT))
                .flatMap(answer -> answer.needsFollowUp()
                        ? follow(new LookupQuestion<>(answer.chain(), question.kind()))
                        : Uni.createFrom().item(answer));
    }

    /** Asks the servers in turn until one settles it; one that answers, but in vain, is not asked again. */
    private <T> Uni<QueryResult<T>> ask(
            LookupQuestion<T> question, List<InetSocketAddress> servers, QueryResult<T> best) {
        if (servers.isEmpty()) {
            return Uni.createFrom().item(best);
        }
        InetSocketAddress server = servers.get(0);
        return exchange.ask(server, question).flatMap(answer -> {
            turns.recordResult(server, answer.outcome() != Outcome.TIMEOUT);
            if (answer.settled()) {
                return Uni.createFrom().item(answer);
            }
            List<InetSocketAddress> next = servers.stream()
                    .skip(1)
                    .filter(other -> answer.worthRetrying() || !other.equals(server))
                    .toList();
            return ask(question, next, best.moreSpecific(answer));
        });
    }
}
