package io.mtasts.smtp;

import io.mtasts.name.DomainName;
import java.time.Duration;

/**
 * How mail servers are spoken with.
 *
 * @param port the port of hosts on addresses that the allow list opens: 25, but for laboratories
 * @param publicPort the port of hosts on public addresses
 * @param timeout for all of it with one mail server, on whichever address
 * @param ehloName how this service calls itself, which should resolve to it. RFC 5321, 4.1.1.1
 */
public record SmtpSettings(int port, int publicPort, Duration timeout, DomainName ehloName) {

    public SmtpSettings {
        if (timeout.toMillis() < 1) {
            throw new IllegalArgumentException("cannot speak with anybody within " + timeout);
        }
    }
}
