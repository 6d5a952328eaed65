package io.mtasts.smtp;

import io.mtasts.net.ConnectionBudget.Grant;
import io.mtasts.net.ConnectionBudget.Purpose;
import io.mtasts.net.Sockets;
import io.mtasts.net.SocketsExhaustedException;
import io.mtasts.net.SsrfGuard;
import io.mtasts.tls.TlsFailures;
import io.mtasts.verdict.FetchFailure;
import io.mtasts.verdict.StarttlsFailure.Kind;
import io.mtasts.verdict.StarttlsProbe;
import io.netty.channel.ChannelFuture;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A probe of one address of a mail server: one connection and one session. Both have one deadline. Belongs to one event
 * loop.
 */
final class AddressProbe {

    private final SmtpProbeContext context;
    private final InetAddress address;
    private final Consumer<StarttlsProbe> onDone;
    private @Nullable Future<?> deadline;
    private @Nullable ChannelFuture connection;
    private @Nullable SmtpSession session;
    private boolean over;

    AddressProbe(SmtpProbeContext context, InetAddress address, Consumer<StarttlsProbe> onDone) {
        this.context = context;
        this.address = address;
        this.onDone = onDone;
    }

    void start() {
        if (context.connections().acquire(address, Purpose.MAIL_SERVER) != Grant.GRANTED) {
            fail(Kind.SKIPPED, "too many recent connections to its address");
            return;
        }
        deadline = context.loop()
                .schedule(this::timeOut, context.settings().timeout().toMillis(), TimeUnit.MILLISECONDS);
        context.log(() -> "connecting to " + address.getHostAddress());
        SmtpSession attempt = new SmtpSession(context, this::finish);
        ChannelFuture connected;
        try {
            // No timeout of its own: the deadline closes the channel.
            connected = Sockets.connect(
                    context.loop(), new InetSocketAddress(address, context.port(address)), 0, attempt.pipeline());
        } catch (SocketsExhaustedException exhausted) {
            fail(Kind.SKIPPED, "this service has no socket to spare");
            return;
        }
        connection = connected;
        connected.addListener(result -> {
            if (result.isSuccess()) {
                session = attempt;
            } else {
                fail(result.cause());
            }
        });
    }

    /** Ends the probe without an outcome. */
    void close() {
        over = true;
        if (deadline != null) {
            deadline.cancel(false);
        }
        context.handshakes().close();
        if (connection != null) {
            connection.channel().close();
        }
    }

    private void timeOut() {
        if (session == null) {
            fail(Kind.NO_ANSWER, "no answer");
        } else {
            session.timeOut();
        }
        close();
    }

    private void fail(Throwable cause) {
        if (context.guard().isLackOfIpv6(address, cause)) {
            fail(Kind.SKIPPED, SsrfGuard.NO_IPV6);
            return;
        }
        FetchFailure failed = TlsFailures.ofConnect(cause, false).failure();
        if (failed.kind() == FetchFailure.Kind.TIMEOUT) {
            fail(Kind.NO_ANSWER, "no answer");
        } else {
            // The text is that of the operating system.
            boolean refused = failed.detail().toLowerCase(Locale.ROOT).contains("refused");
            fail(refused ? Kind.CONNECTION_REFUSED : Kind.UNREACHABLE, failed.detail());
        }
    }

    private void fail(Kind kind, String detail) {
        finish(StarttlsProbe.failed(context.host(), address, kind, detail));
    }

    private void finish(SessionResult outcome) {
        finish(new StarttlsProbe(context.host(), address, outcome.tls(), outcome.failure(), outcome.certificates()));
    }

    /** Reports the result. The session still closes its connection, with QUIT. */
    private void finish(StarttlsProbe probe) {
        if (!over) {
            over = true;
            if (deadline != null) {
                deadline.cancel(false);
            }
            context.log(probe::toString);
            onDone.accept(probe);
        }
    }
}
