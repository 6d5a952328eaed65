package io.mtasts.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtasts.dns.Resolver;
import io.mtasts.https.TestPki;
import io.mtasts.net.SsrfGuard;
import io.mtasts.verdict.HostLookup;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.MxRecord;
import io.mtasts.verdict.TlsaLookup;
import io.netty.pkitesting.X509Bundle;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest {

    private static final byte[] BODY = "{\"id\":\"0-1\"}".getBytes(StandardCharsets.UTF_8);
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final Vertx vertx = Vertx.vertx();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<Map<String, String>> headers = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /** Answers with these statuses in turn, then with the last of them. */
    private int server(X509Bundle certificate, int... statuses) throws Exception {
        HttpServer server = vertx.createHttpServer(new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertValue(Buffer.buffer(certificate.getCertificatePathPEM()))
                        .addKeyValue(Buffer.buffer(certificate.getPrivateKeyPEM()))));
        server.requestHandler(request -> request.bodyHandler(body -> answer(request, body, statuses)));
        return server.listen(0, "127.0.1.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .actualPort();
    }

    private void answer(HttpServerRequest request, Buffer body, int... statuses) {
        int status = statuses[Math.min(bodies.size(), statuses.length - 1)];
        Map<String, String> received = new HashMap<>();
        request.headers().forEach(received::put);
        received.put("request", request.method() + " " + request.uri());
        headers.add(received);
        bodies.add(body.toString());
        request.response()
                .setStatusCode(status)
                .putHeader("location", "https://" + TestPki.HOST + "/elsewhere")
                .end("x".repeat(100_000));
    }

    private Webhook webhook(int port, Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "mta-sts.queue.webhook.url", "https://" + TestPki.HOST + ":" + port + "/hook?a=b",
                "mta-sts.queue.webhook.secret", "secret",
                "mta-sts.queue.webhook.timeout", "60s",
                "mta-sts.queue.webhook.attempts", "1"));
        properties.putAll(more);
        return new Webhook(
                vertx,
                new OneHost("127.0.1.1"),
                new SsrfGuard(List.of("127.0.1.1/32"), Set.of()),
                TestPki.trust(),
                TestConfig.queue(properties).webhook(),
                Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC));
    }

    private static boolean post(Webhook webhook) {
        return webhook.post("0-1", BODY).await().atMost(TIMEOUT);
    }

    @Test
    void change_isPostedAndSigned() throws Exception {
        assertThat(post(webhook(server(TestPki.GOOD, 204), Map.of()))).isTrue();

        assertThat(bodies).containsExactly("{\"id\":\"0-1\"}");
        assertThat(headers.get(0))
                .containsEntry("request", "POST /hook?a=b")
                .containsEntry("webhook-id", "0-1")
                .containsEntry("webhook-timestamp", "1700000000")
                .containsEntry(
                        "webhook-signature",
                        Webhook.signature("secret".getBytes(StandardCharsets.UTF_8), "0-1", "1700000000", BODY));
    }

    /** The value was computed with OpenSSL. */
    @Test
    void signature_isHmacSha256() {
        assertThat(Webhook.signature("secret".getBytes(StandardCharsets.UTF_8), "0-1", "1700000000", BODY))
                .isEqualTo("v1,XwGyNxC2a5VF05e+IZKV5tPP5N9xNH8crgldqA3aHgQ=");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 404, 500})
    void status_thatIsNoSuccess_isAFailure(int status) throws Exception {
        assertThat(post(webhook(server(TestPki.GOOD, status), Map.of()))).isFalse();
        assertThat(bodies).hasSize(1);
    }

    @Test
    void failure_isRepeated() throws Exception {
        assertThat(post(webhook(server(TestPki.GOOD, 503, 200), Map.of("mta-sts.queue.webhook.attempts", "2"))))
                .isTrue();
        assertThat(bodies).hasSize(2);
    }

    @Test
    void certificate_ofAnotherHost_isRefused() throws Exception {
        X509Bundle other = TestPki.issue(TestPki.INTERMEDIATE, TestPki.leaf("other.example"));

        assertThat(post(webhook(server(other, 200), Map.of()))).isFalse();
        assertThat(bodies).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "169.254.169.254", "127.0.1.2"})
    void address_thatIsNotPublic_isNotConnectedTo(String address) {
        Webhook webhook = new Webhook(
                vertx,
                new OneHost(address),
                new SsrfGuard(List.of("127.0.1.1/32"), Set.of()),
                TestPki.trust(),
                TestConfig.queue(Map.of(
                                "mta-sts.queue.webhook.url", "https://hook.example/",
                                "mta-sts.queue.webhook.secret", "secret",
                                "mta-sts.queue.webhook.attempts", "1"))
                        .webhook(),
                Clock.systemUTC());

        assertThat(post(webhook)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hook.example/",
                "https://127.0.1.1/",
                "https://[::1]/",
                "https://user@hook.example/",
                "https://hook.example/#a",
                "/hook"
            })
    void url_mustBeHttpsWithADomainName(String url) {
        assertThatThrownBy(() -> webhook(443, Map.of("mta-sts.queue.webhook.url", url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mta-sts.queue.webhook.url");
    }

    @Test
    void secret_isRequired() {
        assertThatThrownBy(() -> webhook(443, Map.of("mta-sts.queue.webhook.secret", " ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mta-sts.queue.webhook.secret");
    }

    /** A resolver that knows one address. */
    private record OneHost(String address) implements Resolver {

        @Override
        public Uni<HostLookup> addresses(String name) {
            try {
                return Uni.createFrom()
                        .item(new HostLookup(
                                name,
                                Lookup.found(name, List.of(InetAddress.getByName(address))),
                                Lookup.without(name, Lookup.Outcome.NO_DATA)));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(e);
            }
        }

        @Override
        public Uni<Lookup<String>> txt(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Lookup<MxRecord>> mx(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Lookup<String>> nameServers(String zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Lookup<String>> txtFrom(InetSocketAddress server, String name, BooleanSupplier mayRepeat) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isValidating() {
            return false;
        }

        @Override
        public Uni<TlsaLookup> tlsa(String name) {
            throw new UnsupportedOperationException();
        }
    }
}
