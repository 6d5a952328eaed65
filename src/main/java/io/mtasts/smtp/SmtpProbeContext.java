package io.mtasts.smtp;

import io.mtasts.net.SsrfGuard;
import io.mtasts.tls.TlsClients;
import io.netty.channel.EventLoop;
import java.net.InetAddress;

/** What the connections to one mail server have in common: its name, the limits, and one event loop. */
record SmtpProbeContext(EventLoop loop, SsrfGuard guard, TlsClients tls, SmtpSettings settings, String host) {

    int port(InetAddress address) {
        return guard.isAllowed(address) ? settings.port() : settings.publicPort();
    }
}
