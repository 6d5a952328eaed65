package io.mtasts.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Answers a fixed time after each request with the policy of the domain that is its path, by HTTP, for nginx. */
final class DelayedPolicies implements AutoCloseable {

    static {
        // Its answers come in two parts, and the second would wait for 40 ms until the first is acknowledged.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;

    DelayedPolicies(Duration delay, BenchEnvironment.Shape shape, ScheduledExecutorService timer) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/", exchange -> timer.schedule(() -> answer(exchange, shape), delay.toNanos(), TimeUnit.NANOSECONDS));
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, BenchEnvironment.Shape shape) {
        String domain = exchange.getRequestURI().getPath().substring(1);
        byte[] policy = BenchEnvironment.policy(domain, shape).getBytes(StandardCharsets.US_ASCII);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            exchange.sendResponseHeaders(200, policy.length);
            exchange.getResponseBody().write(policy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
