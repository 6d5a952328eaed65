package io.mtasts.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.dns.NettyResolver;
import io.mtasts.lab.DnsFault;
import io.mtasts.lab.DnsServer;
import io.mtasts.lab.RecordType;
import io.mtasts.name.DomainName;
import io.mtasts.sts.Policy;
import io.mtasts.sts.PolicyParser;
import io.mtasts.verdict.HostLookup;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PatternDomainProberTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final DnsServer DNS = DnsServer.start();
    private static final NettyResolver RESOLVER =
            new NettyResolver(VERTX, List.of(DNS.address()), Duration.ofMillis(400), 1);

    @AfterAll
    static void stop() throws Exception {
        RESOLVER.close();
        DNS.close();
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void reset() {
        DNS.reset();
    }

    private static List<String> unregistered(List<String> hosts, String... patterns) {
        String text = Arrays.stream(patterns)
                .map(pattern -> "mx: " + pattern + "\n")
                .collect(Collectors.joining("", "version: STSv1\nmode: enforce\n", "max_age: 86400\n"));
        Optional<Policy> policy =
                PolicyParser.parse(text.getBytes(StandardCharsets.US_ASCII)).policy();
        assertThat(policy).isPresent();
        List<HostLookup> lookups = hosts.stream()
                .map(host -> RESOLVER.addresses(host).await().atMost(Duration.ofSeconds(10)))
                .toList();
        return new PatternDomainProber(RESOLVER.forCheck())
                .unregistered(new DomainName("example.com"), policy, lookups)
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private static long queries() {
        return DNS.queries().stream()
                .filter(query -> query.type().equals(RecordType.NS))
                .count();
    }

    @Test
    void domainThatDoesNotExist() {
        assertThat(unregistered(List.of(), "mx1.example.com", "*.gone.net", "a.b.gone.net"))
                .containsExactly("gone.net");
        assertThat(queries()).as("one query for a domain").isEqualTo(1);
    }

    @Test
    void domainThatExists() {
        DNS.nodata("kept.net");

        assertThat(unregistered(List.of(), "*.kept.net")).isEmpty();
        assertThat(queries()).isEqualTo(1);
    }

    /** A mail server with an address shows that its domain exists, and so does the checked domain itself. */
    @Test
    void domainKnownToExist_isNotLookedUp() {
        DNS.a("mx1.mail.net", "127.0.1.25");

        assertThat(unregistered(List.of("mx1.mail.net"), "mx1.mail.net", "old.mail.net", "mx.example.com"))
                .isEmpty();
        assertThat(queries()).isZero();
    }

    /** A mail server without an address is reported as such, and its pattern is in use. */
    @Test
    void patternOfAMailServer_isNotLookedUp() {
        assertThat(unregistered(List.of("mx1.gone.net"), "mx1.gone.net")).isEmpty();
        assertThat(queries()).isZero();
    }

    @Test
    void failedLookup_saysNothing() {
        DNS.fail("silent.net", RecordType.NS, DnsFault.TIMEOUT).fail("broken.net", RecordType.NS, DnsFault.SERVFAIL);

        assertThat(unregistered(List.of(), "*.silent.net", "*.broken.net")).isEmpty();
    }

    @Test
    void publicSuffix_isNotLookedUp() {
        assertThat(unregistered(List.of(), "*.co.uk", "*.com")).isEmpty();
        assertThat(queries()).isZero();
    }

    @Test
    void fourDomainsAtMost() {
        String[] patterns =
                IntStream.range(0, 10).mapToObj(i -> "*.gone" + i + ".net").toArray(String[]::new);

        assertThat(unregistered(List.of(), patterns)).hasSize(PatternDomainProber.MAX_DOMAINS);
        assertThat(queries()).isEqualTo(PatternDomainProber.MAX_DOMAINS);
    }

    @Test
    void noPolicy() {
        assertThat(new PatternDomainProber(RESOLVER.forCheck())
                        .unregistered(new DomainName("example.com"), Optional.empty(), List.of())
                        .await()
                        .atMost(Duration.ofSeconds(10)))
                .isEmpty();
        assertThat(queries()).isZero();
    }
}
