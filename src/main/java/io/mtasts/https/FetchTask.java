package io.mtasts.https;

import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Duration;

/** What all the connections of one fetch have in common: the host, the limits, and one deadline. */
record FetchTask(
        Vertx vertx, AddressGuard guard, PolicyTrust trust, FetchSettings settings, String hostName, long startNanos) {

    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    static final Duration SIDE_PROBE_TIMEOUT = Duration.ofSeconds(3);

    int port(InetAddress address) {
        return guard.isAllowed(address) ? settings.port() : settings.publicPort();
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    /** At least 1, since 0 stands for "for ever" in most time-outs. */
    long remainingMillis() {
        return Math.max(1, settings.timeout().minus(elapsed()).toMillis());
    }

    long sideProbeMillis() {
        return Math.min(remainingMillis(), SIDE_PROBE_TIMEOUT.toMillis());
    }
}
