package io.mtasts.smtp;

import io.mtasts.name.DomainName;
import java.time.Duration;

/**
 * The settings for sessions with mail servers.
 *
 * @param port the port of hosts on addresses of the allow list: 25, except in laboratories
 * @param publicPort the port of hosts on public addresses
 * @param timeout the time for one mail server, including all connection attempts
 * @param ehloName the name of this service, which should resolve to it. RFC 5321, 4.1.1.1
 */
public record SmtpSettings(int port, int publicPort, Duration timeout, DomainName ehloName) {

    public SmtpSettings {
        if (timeout.toMillis() < 1) {
            throw new IllegalArgumentException("not a time-out for a session: " + timeout);
        }
    }
}
