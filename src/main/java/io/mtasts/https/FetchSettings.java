package io.mtasts.https;

import io.mtasts.tls.TlsEngine;
import java.time.Duration;

/**
 * How policies are fetched.
 *
 * @param port the port of hosts on addresses that the allow list opens: 443, but for laboratories
 * @param publicPort the port of hosts on public addresses
 * @param timeout for the whole fetch: connect, handshake, headers, body, on whichever address
 * @param slowAfter from here on senders with shorter patience will have given up
 * @param maxBytes the longest body that is read
 * @param tlsEngine what does the handshakes
 * @param agentSuffix added to the User-Agent "mta-sts-checker", for instance "(+https://...)"; may be empty
 */
public record FetchSettings(
        int port,
        int publicPort,
        Duration timeout,
        Duration slowAfter,
        int maxBytes,
        TlsEngine tlsEngine,
        String agentSuffix) {

    private static final String AGENT = "mta-sts-checker";

    public FetchSettings {
        if (timeout.toMillis() < 1 || maxBytes < 0 || agentSuffix.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException("cannot fetch with a timeout of " + timeout + ", at most " + maxBytes
                    + " bytes and the agent suffix \"" + agentSuffix + '"');
        }
    }

    String userAgent() {
        return agentSuffix.isBlank() ? AGENT : AGENT + ' ' + agentSuffix.strip();
    }

    /** A quarter of the time-out, but not less than two seconds, which nobody minds, nor more than ten. */
    public static Duration slowAfter(Duration timeout) {
        long quarter = Math.min(10_000, timeout.toMillis() / 4);
        return Duration.ofMillis(Math.max(2_000, quarter));
    }
}
