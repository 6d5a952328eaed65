package io.mtasts.https;

import io.mtasts.tls.TlsEngine;
import java.time.Duration;

/**
 * The settings for fetching policies.
 *
 * @param port the port of hosts on addresses of the allow list: 443, except in laboratories
 * @param publicPort the port of hosts on public addresses
 * @param timeout the time for the whole fetch: connection attempts, handshake, header fields and body
 * @param slowAfter the time after which a response is called slow, because senders with shorter time-outs have given up
 * @param maxBytes the length of the longest body that is read
 * @param tlsEngine the choice of the TLS engine
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
}
