package io.mtasts.smtp;

import io.mtasts.net.CheckLog;
import io.mtasts.net.ConnectionBudget;
import io.mtasts.net.SsrfGuard;
import io.mtasts.tls.TlsBudget;
import io.mtasts.tls.TlsClients;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.util.function.Supplier;

/** The state that the connections to one mail server share: its name, the limits, and one event loop. */
record SmtpProbeContext(
        EventLoop loop,
        SsrfGuard guard,
        TlsClients tls,
        SmtpSettings settings,
        String host,
        ConnectionBudget connections,
        TlsBudget handshakes) {

    int port(InetAddress address) {
        return guard.isAllowed(address) ? settings.port() : settings.publicPort();
    }

    /** Writes a line about this mail server to the trace of checks, if it is on. */
    void log(Supplier<String> event) {
        CheckLog.log("smtp", () -> host + ": " + event.get());
    }
}
