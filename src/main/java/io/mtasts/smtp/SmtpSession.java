package io.mtasts.smtp;

import io.mtasts.smtp.SmtpReplyDecoder.NotSmtpException;
import io.mtasts.tls.InboundLimiter;
import io.mtasts.tls.TlsClients;
import io.mtasts.tls.TlsEngine;
import io.mtasts.tls.TlsFailures;
import io.mtasts.verdict.StarttlsFailure.Kind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A session with a mail server until its TLS is known: greeting, EHLO, STARTTLS, handshake, QUIT. RFC 3207, 4.
 *
 * <p>Belongs to one event loop.
 */
final class SmtpSession extends SimpleChannelInboundHandler<ByteBuf> {

    /** QUIT is a courtesy. Nothing depends on its reply. */
    private static final long QUIT_MILLIS = 2_000;

    private static final int READY = 220;

    private final SmtpProbeContext probe;
    private final Consumer<SessionResult> onDone;
    private final InboundLimiter limiter = new InboundLimiter();
    private final SmtpReplyDecoder replies = new SmtpReplyDecoder();
    private SessionStage stage = SessionStage.GREETING;
    private @Nullable SessionResult result;
    private @Nullable Future<?> quitTimer;
    private boolean over;

    /** @param onDone is called once, unless this side closes the channel first */
    SmtpSession(SmtpProbeContext probe, Consumer<SessionResult> onDone) {
        this.probe = probe;
        this.onDone = onDone;
    }

    /** Returns the handler that sets up a new connection for this session. */
    ChannelHandler pipeline() {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel opened) {
                opened.pipeline().addLast(limiter, SmtpSession.this);
            }
        };
    }

    /** Ends the session with what is known. */
    void timeOut() {
        Kind kind = stage == SessionStage.GREETING ? Kind.GREETING_TIMEOUT : Kind.TIMEOUT;
        end(result == null ? SessionResult.failure(kind, stage.toString()) : result);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
        if (over) {
            return;
        }
        try {
            ByteBuffer buffer = bytes.nioBuffer();
            Optional<Reply> reply = replies.read(buffer);
            reply.ifPresent(complete -> onReply(context, complete, buffer.hasRemaining()));
        } catch (NotSmtpException e) {
            close(
                    context,
                    result == null ? SessionResult.failure(Kind.NOT_SMTP, String.valueOf(e.getMessage())) : result);
        }
    }

    private void onReply(ChannelHandlerContext context, Reply reply, boolean moreCame) {
        switch (stage) {
            case GREETING -> onGreeting(context, reply, moreCame);
            case EHLO -> onEhloReply(context, reply, moreCame);
            case STARTTLS -> onStarttlsReply(context, reply, moreCame);
            case HANDSHAKE, QUIT -> timeOutAndClose(context);
        }
    }

    private void onGreeting(ChannelHandlerContext context, Reply reply, boolean moreCame) {
        if (moreCame) {
            close(
                    context,
                    SessionResult.failure(Kind.NOT_SMTP, "more than the greeting, before anything was said to it"));
        } else if (reply.code() == READY) {
            send(context, SessionStage.EHLO, "EHLO " + probe.settings().ehloName());
        } else {
            quit(context, SessionResult.failure(rejection(reply), reply));
        }
    }

    private static Kind rejection(Reply reply) {
        return reply.isTransient() ? Kind.TEMPORARILY_REJECTED : Kind.REJECTED;
    }

    /** Servers that do not know EHLO, or its parameters, have no extensions. RFC 5321, 4.2.4, 4.3.2. */
    private void onEhloReply(ChannelHandlerContext context, Reply reply, boolean moreCame) {
        if (moreCame) {
            close(context, SessionResult.failure(Kind.NOT_SMTP, "more than one answer to EHLO"));
        } else if (reply.isPositive() && reply.offers("STARTTLS")) {
            send(context, SessionStage.STARTTLS, "STARTTLS");
        } else {
            boolean withoutExtensions = reply.isPositive() || reply.code() / 10 == 50;
            quit(context, SessionResult.failure(withoutExtensions ? Kind.NOT_OFFERED : rejection(reply), reply));
        }
    }

    /** Whatever follows the reply was sent in clear, by the server or by an attacker. RFC 3207, 4.2. */
    private void onStarttlsReply(ChannelHandlerContext context, Reply reply, boolean moreCame) {
        if (moreCame) {
            close(context, SessionResult.failure(Kind.INJECTION, reply));
        } else if (reply.code() == READY) {
            handshake(context);
        } else {
            quit(context, SessionResult.failure(Kind.STARTTLS_REFUSED, reply));
        }
    }

    private void handshake(ChannelHandlerContext context) {
        stage = SessionStage.HANDSHAKE;
        SslHandler tls = probe.tls().handler(TlsEngine.JDK, TlsClients.NO_ALPN, probe.host(), probe.handshakes());
        tls.setHandshakeTimeoutMillis(0); // the session has a deadline of its own
        limiter.startTls();
        // within the same turn of the event loop, so that no clear text can pass
        context.pipeline().addBefore(context.name(), null, tls);
        context.pipeline().addBefore(context.name(), null, limiter.plaintext());
        tls.handshakeFuture().addListener(handshake -> {
            limiter.handshakeDone();
            if (handshake.isSuccess()) {
                quit(context, SessionResult.protectedBy(tls.engine().getSession()));
            } else {
                end(SessionResult.failedHandshake(
                        limiter.violation().<Throwable>map(limit -> limit).orElse(handshake.cause())));
                context.close();
            }
        });
    }

    private void send(ChannelHandlerContext context, SessionStage next, String command) {
        stage = next;
        context.writeAndFlush(Unpooled.copiedBuffer(command + "\r\n", StandardCharsets.US_ASCII));
    }

    /** Ends the session as RFC 5321, 4.1.1.10 asks. */
    private void quit(ChannelHandlerContext context, SessionResult known) {
        if (!over) {
            result = known;
            send(context, SessionStage.QUIT, "QUIT");
            quitTimer = context.executor().schedule(() -> timeOutAndClose(context), QUIT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void timeOutAndClose(ChannelHandlerContext context) {
        timeOut();
        context.close();
    }

    private void close(ChannelHandlerContext context, SessionResult known) {
        end(known);
        context.close();
    }

    private void end(SessionResult known) {
        if (!over) {
            over = true;
            onDone.accept(known);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (quitTimer != null) {
            quitTimer.cancel(false);
        }
        onEndOfConnection();
    }

    /** With TLS 1.3 a server can reject the handshake after this side has completed it. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (stage == SessionStage.QUIT && TlsFailures.alert(cause).isPresent()) {
            end(SessionResult.failedHandshake(cause));
        } else if (stage != SessionStage.HANDSHAKE) {
            limiter.violation()
                    .filter(limit -> result == null)
                    .ifPresent(limit -> end(SessionResult.failure(Kind.LIMIT_EXCEEDED, TlsFailures.describe(limit))));
            onEndOfConnection();
        }
        context.close();
    }

    private void onEndOfConnection() {
        if (stage == SessionStage.HANDSHAKE && limiter.violation().isPresent()) {
            end(SessionResult.failedHandshake(limiter.violation().get()));
        }
        Kind kind = stage == SessionStage.STARTTLS || stage == SessionStage.HANDSHAKE ? Kind.TLS_FAILED : Kind.REJECTED;
        end(result == null ? SessionResult.failure(kind, "the connection ended while " + stage) : result);
    }
}
