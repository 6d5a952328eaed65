package io.mtasts.queue;

import io.mtasts.config.MtaStsConfig;
import io.mtasts.dns.Resolver;
import io.mtasts.name.DomainName;
import io.mtasts.net.SsrfGuard;
import io.mtasts.tls.MtaStsTrustManager;
import io.mtasts.verdict.HostLookup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A client that posts changes to one receiver over HTTPS.
 *
 * <p>Each request is signed as the Standard Webhooks specification says: HMAC-SHA256 of the id, the time and the body. The
 * address is resolved and guarded like that of a policy host. Redirects are not followed, and the response is not read.
 */
final class Webhook implements AutoCloseable {

    private static final int HTTPS_PORT = 443;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration MAX_PAUSE = Duration.ofMinutes(1);
    private static final int MAX_CONNECTIONS = 4;
    private static final int MAX_HEADER_BYTES = 8192;
    private static final String HMAC = "HmacSHA256";

    private final URI url;
    private final byte[] secret;
    private final Duration timeout;
    private final int attempts;
    private final Resolver resolver;
    private final SsrfGuard guard;
    private final Clock clock;
    private final HttpClient client;

    /** @throws IllegalArgumentException if the URL is not an HTTPS URL with a domain name, or if there is no secret */
    Webhook(
            Vertx vertx,
            Resolver resolver,
            SsrfGuard guard,
            MtaStsTrustManager trust,
            MtaStsConfig.Queue.Webhook config,
            Clock clock) {
        this.url = checked(URI.create(config.url().orElseThrow()));
        this.secret = config.secret()
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new IllegalArgumentException(
                        "mta-sts.queue.webhook.url requires mta-sts.queue.webhook.secret, the key of the signatures"))
                .getBytes(StandardCharsets.UTF_8);
        this.timeout = config.timeout();
        this.attempts = Math.max(1, config.attempts());
        this.resolver = resolver;
        this.guard = guard;
        this.clock = clock;
        client = vertx.createHttpClient(new HttpClientOptions()
                .setSsl(true)
                .setTrustOptions(TrustOptions.wrap(trust))
                .setVerifyHost(false) // the trust manager verifies the name
                .setForceSni(true)
                .setKeepAlive(false)
                .setMaxPoolSize(MAX_CONNECTIONS)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setConnectTimeout((int) timeout.toMillis())
                .setSslHandshakeTimeout(timeout.toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setDecompressionSupported(false));
    }

    private static URI checked(URI url) {
        boolean valid = "https".equals(url.getScheme())
                && url.getHost() != null
                && url.getRawUserInfo() == null
                && url.getRawFragment() == null
                && DomainName.of(url.getHost())
                        .filter(name -> !name.endsNumeric())
                        .isPresent();
        if (!valid) {
            throw new IllegalArgumentException(
                    "mta-sts.queue.webhook.url must be an HTTPS URL with a domain name, without user and fragment");
        }
        return url;
    }

    /** Posts a change, again with growing pauses if the receiver does not accept it. Returns whether it did. Never fails. */
    Uni<Boolean> post(String id, byte[] body) {
        return postOnce(id, body)
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, MAX_PAUSE)
                .atMost(attempts - 1L)
                .replaceWith(true)
                .onFailure()
                .recoverWithItem(false);
    }

    private Uni<Void> postOnce(String id, byte[] body) {
        return resolver.forCheck()
                .addresses(url.getHost())
                .map(this::admitted)
                .flatMap(address -> Uni.createFrom()
                        .completionStage(() -> post(address, id, body).toCompletionStage()))
                .ifNoItem()
                .after(timeout)
                .fail();
    }

    /** Returns the address to connect to. */
    private InetAddress admitted(HostLookup host) {
        return host.addresses().stream()
                .filter(guard::mayConnect)
                .filter(guard::hasRoute)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the host of the webhook has no address that is allowed"));
    }

    private Future<Void> post(InetAddress address, String id, byte[] body) {
        int port = url.getPort() < 0 ? HTTPS_PORT : url.getPort();
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String time = Long.toString(clock.instant().getEpochSecond());
        return client.request(new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                        .setHost(url.getHost())
                        .setPort(port)
                        .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
                        .setTimeout(timeout.toMillis())
                        .setFollowRedirects(false))
                .flatMap(request -> request.putHeader("content-type", "application/json")
                        .putHeader("webhook-id", id)
                        .putHeader("webhook-timestamp", time)
                        .putHeader("webhook-signature", signature(secret, id, time, body))
                        .send(Buffer.buffer(body))
                        .flatMap(response -> ended(request, response)));
    }

    /** Ends the connection, so that nothing of the body is read. */
    private static Future<Void> ended(HttpClientRequest request, HttpClientResponse response) {
        // Without a handler, Vert.x logs as an error that the connection was closed.
        response.exceptionHandler(closed -> {});
        request.connection().close();
        int status = response.statusCode();
        return status / 100 == 2 ? Future.succeededFuture() : Future.failedFuture("status " + status);
    }

    /** Returns the value of the header webhook-signature. */
    static String signature(byte[] secret, String id, String time, byte[] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            List.of(id, ".", time, ".").forEach(part -> mac.update(part.getBytes(StandardCharsets.UTF_8)));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
