package io.mtasts.smtp;

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
 * All that is done with one mail server: its addresses are tried one after the other until a connection comes about, over
 * which it is spoken with; all within one deadline. Belongs to one event loop.
 */
final class MailServerProbe {

    /** Of an address that is not the last; what it leaves is for the next. */
    private static final long MOST_CONNECT_MILLIS = 10_000;

    private final SmtpProbeContext task;
    private final Deque<InetAddress> untried;
    private final Consumer<StarttlsProbe> done;
    private final List<String> failures = new ArrayList<>();
    private final long end;
    private @Nullable Future<?> deadline;
    private @Nullable ChannelFuture connection;
    private @Nullable SmtpSession conversation;
    private boolean over;

    MailServerProbe(SmtpProbeContext task, List<InetAddress> addresses, Consumer<StarttlsProbe> done) {
        this.task = task;
        this.untried = new ArrayDeque<>(addresses);
        this.done = done;
        this.end = System.nanoTime() + task.settings().timeout().toNanos();
    }

    void start() {
        deadline = task.loop().schedule(this::timeOut, millisLeft(), TimeUnit.MILLISECONDS);
        next();
    }

    /** Ends it without an outcome. */
    void close() {
        over = true;
        if (deadline != null) {
            deadline.cancel(false);
        }
        if (connection != null) {
            connection.channel().close();
        }
    }

    private void next() {
        if (untried.isEmpty()) {
            finish(StarttlsProbe.failed(task.host(), Kind.UNREACHABLE, String.join("; ", failures)));
        } else {
            connect(untried.remove());
        }
    }

    private void connect(InetAddress address) {
        SmtpSession talk = new SmtpSession(task, outcome -> finish(address, outcome));
        ChannelFuture connected;
        try {
            connected = Sockets.connect(
                    task.loop(), new InetSocketAddress(address, task.port(address)), connectMillis(), talk);
        } catch (SocketsExhaustedException exhausted) {
            finish(StarttlsProbe.failed(task.host(), Kind.SKIPPED, "there is too much to do"));
            return;
        }
        connection = connected;
        connected.addListener(result -> {
            if (result.isSuccess()) {
                conversation = talk;
            } else if (!over) {
                failures.add(address.getHostAddress() + ": " + words(result.cause()));
                next();
            }
        });
    }

    /** 0 is for ever, until the deadline. */
    private int connectMillis() {
        return untried.isEmpty() ? 0 : (int) Math.min(MOST_CONNECT_MILLIS, Math.max(1, millisLeft() / 2));
    }

    private long millisLeft() {
        return TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }

    private static String words(Throwable failure) {
        FetchFailure known = TlsFailures.ofConnect(failure, false).failure();
        return known.kind() == FetchFailure.Kind.TIMEOUT ? "no answer" : known.detail();
    }

    private void timeOut() {
        if (conversation == null) {
            failures.add("no answer");
            finish(StarttlsProbe.failed(task.host(), Kind.UNREACHABLE, String.join("; ", failures)));
        } else {
            conversation.timeOut();
        }
        close();
    }

    private void finish(InetAddress address, SessionResult outcome) {
        finish(new StarttlsProbe(task.host(), Optional.of(address), outcome.tls(), outcome.failure()));
    }

    /** The conversation closes its connection itself, and properly. */
    private void finish(StarttlsProbe probe) {
        if (!over) {
            over = true;
            if (deadline != null) {
                deadline.cancel(false);
            }
            done.accept(probe);
        }
    }
}
