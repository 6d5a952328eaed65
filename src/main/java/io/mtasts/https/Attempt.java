package io.mtasts.https;

import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One connection to one address, with a client of its own.
 *
 * <p>So nothing is shared: no TLS session is resumed and no connection used again, for neither of them would have its
 * certificate judged, and closing the attempt leaves nothing behind.
 */
final class Attempt {

    private static final int HTTPS = 443;
    private static final String PATH = "/.well-known/mta-sts.txt";

    private final FetchTask task;
    private final InetAddress address;
    private final Protocol protocol;
    private final TlsTap tap = new TlsTap();
    private final HttpClient client;
    private boolean closed;

    Attempt(FetchTask task, InetAddress address, Protocol protocol) {
        this.task = task;
        this.address = address;
        this.protocol = protocol;
        client = task.vertx().createHttpClient(clientOptions());
    }

    InetAddress address() {
        return address;
    }

    Protocol protocol() {
        return protocol;
    }

    boolean isConnected() {
        return tap.isConnected();
    }

    Stage stage() {
        return tap.isConnected() ? Stage.HANDSHAKE : Stage.CONNECTING;
    }

    /** Exactly one of the two is told what came of it, unless the attempt is closed before. */
    void start(Consumer<Connection> connected, Consumer<Throwable> failed) {
        client.request(requestOptions()).onComplete(result -> {
            if (closed) {
                tap.close();
            } else if (result.succeeded()) {
                HttpClientRequest request = result.result();
                // without a handler Vert.x logs as an error what any stranger can cause; the request is told all the
                // same
                request.connection().exceptionHandler(failure -> {});
                InterimResponses.dropFrom(tap.channel().pipeline());
                connected.accept(new Connection(this, request, tap));
            } else {
                close();
                failed.accept(result.cause());
            }
        });
    }

    void close() {
        if (!closed) {
            closed = true;
            tap.close();
            client.close();
        }
    }

    private HttpClientOptions clientOptions() {
        long rest = task.remainingMillis();
        return new HttpClientOptions()
                .setSsl(true)
                .setVerifyHost(false) // the JDK's rules are too lax; PolicyTrust has those of RFC 8461
                .setTrustOptions(TrustOptions.wrap(task.trust()))
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2"))
                .setSslEngineOptions(tap)
                .setForceSni(true)
                .setUseAlpn(true)
                .setAlpnVersions(List.of(protocol.version()))
                .setProtocolVersion(protocol.version())
                .setConnectTimeout((int) Math.min(rest, FetchTask.CONNECT_TIMEOUT.toMillis()))
                .setSslHandshakeTimeout(rest)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setKeepAlive(false)
                .setMaxPoolSize(1)
                .setHttp2MaxPoolSize(1)
                .setPoolCleanerPeriod(0)
                .setDecompressionSupported(false)
                .setMaxInitialLineLength(HttpLimits.LINE_BYTES)
                .setMaxHeaderSize(HttpLimits.HEADER_BYTES)
                .setMaxChunkSize(HttpLimits.CHUNK_BYTES)
                .setInitialSettings(new Http2Settings()
                        .setMaxHeaderListSize(HttpLimits.HEADER_BYTES)
                        .setPushEnabled(false));
    }

    /** The port is 443 whatever the socket's is, and then stands in no Host header. */
    private RequestOptions requestOptions() {
        InetAddress nameless = Nat64.ofBytes(address.getAddress());
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(nameless, task.port(address))))
                .setHost(task.hostName())
                .setPort(HTTPS)
                .setSsl(true)
                .setURI(PATH)
                .setFollowRedirects(false)
                .putHeader("Accept", "text/plain")
                .putHeader("Accept-Encoding", "identity")
                .putHeader("User-Agent", task.settings().userAgent());
        return protocol == Protocol.HTTP1 ? options.putHeader("Connection", "close") : options;
    }
}
