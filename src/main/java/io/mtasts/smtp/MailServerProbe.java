package io.mtasts.smtp;

import io.mtasts.net.ConnectionBudget.Grant;
import io.mtasts.net.ConnectionBudget.Purpose;
import io.mtasts.net.Sockets;
import io.mtasts.net.SocketsExhaustedException;
import io.mtasts.tls.TlsFailures;
import io.mtasts.verdict.FetchFailure;
import io.mtasts.verdict.StarttlsFailure.Kind;
import io.mtasts.verdict.StarttlsProbe;
import io.netty.channel.ChannelFuture;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A probe of one mail server. Tries its addresses one after the other until one accepts a connection, and runs one session
 * over it. All of that has one deadline. Belongs to one event loop.
 */
final class MailServerProbe {

    /** For an address that is not the last one, so that time is left for the others. */
    private static final long MAX_CONNECT_MILLIS = 10_000;

    private final SmtpProbeContext context;
    private final Deque<InetAddress> untried;
    private final Consumer<StarttlsProbe> onDone;
    private final List<String> failures = new ArrayList<>();
    private final long end;
    private @Nullable Future<?> deadline;
    private @Nullable ChannelFuture connection;
    private @Nullable SmtpSession session;
    private boolean over;

    MailServerProbe(SmtpProbeContext context, List<InetAddress> addresses, Consumer<StarttlsProbe> onDone) {
        this.context = context;
        this.untried = new ArrayDeque<>(addresses);
        this.onDone = onDone;
        this.end = System.nanoTime() + context.settings().timeout().toNanos();
    }

    void start() {
        deadline = context.loop().schedule(this::timeOut, millisLeft(), TimeUnit.MILLISECONDS);
        next();
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

    private void next() {
        if (untried.isEmpty()) {
            finish(StarttlsProbe.failed(context.host(), Kind.UNREACHABLE, String.join("; ", failures)));
        } else {
            connect(untried.remove());
        }
    }

    private void connect(InetAddress address) {
        if (context.connections().acquire(address, Purpose.MAIL_SERVER) != Grant.GRANTED) {
            finish(StarttlsProbe.failed(context.host(), Kind.SKIPPED, "too many recent connections to its address"));
            return;
        }
        context.log(() -> "connecting to " + address.getHostAddress());
        SmtpSession attempt = new SmtpSession(context, outcome -> finish(address, outcome));
        ChannelFuture connected;
        try {
            connected = Sockets.connect(
                    context.loop(),
                    new InetSocketAddress(address, context.port(address)),
                    connectMillis(),
                    attempt.pipeline());
        } catch (SocketsExhaustedException exhausted) {
            finish(StarttlsProbe.failed(context.host(), Kind.SKIPPED, "this service has no socket to spare"));
            return;
        }
        connection = connected;
        connected.addListener(result -> {
            if (result.isSuccess()) {
                session = attempt;
            } else if (!over) {
                failures.add(address.getHostAddress() + ": " + describe(result.cause()));
                next();
            }
        });
    }

    /** Returns the time-out for the connection; 0 means that only the deadline ends it. */
    private int connectMillis() {
        return untried.isEmpty() ? 0 : (int) Math.min(MAX_CONNECT_MILLIS, Math.max(1, millisLeft() / 2));
    }

    private long millisLeft() {
        return TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }

    private static String describe(Throwable failure) {
        FetchFailure failed = TlsFailures.ofConnect(failure, false).failure();
        return failed.kind() == FetchFailure.Kind.TIMEOUT ? "no answer" : failed.detail();
    }

    private void timeOut() {
        if (session == null) {
            failures.add("no answer");
            finish(StarttlsProbe.failed(context.host(), Kind.UNREACHABLE, String.join("; ", failures)));
        } else {
            session.timeOut();
        }
        close();
    }

    private void finish(InetAddress address, SessionResult outcome) {
        finish(new StarttlsProbe(context.host(), Optional.of(address), outcome.tls(), outcome.failure()));
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
