package io.mtasts.smtp;

import io.mtasts.smtp.SmtpReplyDecoder.NotSmtpException;
import io.mtasts.tls.TlsClients;
import io.mtasts.tls.TlsEngine;
import io.mtasts.tls.TlsFailures;
import io.mtasts.verdict.StarttlsFailure.Kind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.ssl.SslHandler;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a mail server, until its TLS is known: greeting, EHLO, STARTTLS, handshake, QUIT. RFC 3207, 4.
 *
 * <p>Belongs to one event loop.
 */
final class SmtpSession extends SimpleChannelInboundHandler<ByteBuf> {

    /** QUIT is a courtesy, and nothing depends on its answer. */
    private static final long QUIT_MILLIS = 2_000;

    private static final int READY = 220;

    private final SmtpProbeContext task;
    private final Consumer<SessionResult> done;
    private final SmtpReplyDecoder replies = new SmtpReplyDecoder();
    private SessionStage stage = SessionStage.GREETING;
    private @Nullable SessionResult outcome;
    private boolean over;

    /** @param done is told once, unless the channel is closed by us before */
    SmtpSession(SmtpProbeContext task, Consumer<SessionResult> done) {
        this.task = task;
        this.done = done;
    }

    /** Ends it, with what is known. */
    void timeOut() {
        end(outcome == null ? SessionResult.failure(Kind.TIMEOUT, stage.toString()) : outcome);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
        if (over) {
            return;
        }
        try {
            ByteBuffer buffer = bytes.nioBuffer();
            Optional<Reply> reply = replies.read(buffer);
            reply.ifPresent(one -> take(context, one, buffer.hasRemaining()));
        } catch (NotSmtpException e) {
            end(outcome == null ? SessionResult.failure(Kind.NOT_SMTP, String.valueOf(e.getMessage())) : outcome);
            context.close();
        }
    }

    private void take(ChannelHandlerContext context, Reply reply, boolean moreCame) {
        switch (stage) {
            case GREETING -> greeting(context, reply, moreCame);
            case EHLO -> answerToEhlo(context, reply, moreCame);
            case STARTTLS -> answerToStarttls(context, reply, moreCame);
            case HANDSHAKE, QUIT -> leave(context);
        }
    }

    private void greeting(ChannelHandlerContext context, Reply reply, boolean moreCame) {
        if (moreCame) {
            hangUp(
                    context,
                    SessionResult.failure(Kind.NOT_SMTP, "more than the greeting, before anything was said to it"));
        } else if (reply.code() == READY) {
            say(context, SessionStage.EHLO, "EHLO " + task.settings().ehloName());
        } else {
            quit(context, SessionResult.failure(Kind.REJECTED, reply));
        }
    }

    /** Servers that do not know EHLO, or its parameters, have no extensions. RFC 5321, 4.2.4, 4.3.2. */
    private void answerToEhlo(ChannelHandlerContext context, Reply reply, boolean moreCame) {
        if (moreCame) {
            hangUp(context, SessionResult.failure(Kind.NOT_SMTP, "more than one answer to EHLO"));
        } else if (reply.isPositive() && reply.offers("STARTTLS")) {
            say(context, SessionStage.STARTTLS, "STARTTLS");
        } else {
            boolean withoutExtensions = reply.isPositive() || reply.code() / 10 == 50;
            quit(context, SessionResult.failure(withoutExtensions ? Kind.NOT_OFFERED : Kind.REJECTED, reply));
        }
    }

    /** What came with the answer came in clear, whoever sent it. RFC 3207, 4.2. */
    private void answerToStarttls(ChannelHandlerContext context, Reply reply, boolean moreCame) {
        if (moreCame) {
            hangUp(context, SessionResult.failure(Kind.INJECTION, reply));
        } else if (reply.code() == READY) {
            handshake(context);
        } else {
            quit(context, SessionResult.failure(Kind.STARTTLS_REFUSED, reply));
        }
    }

    private void handshake(ChannelHandlerContext context) {
        stage = SessionStage.HANDSHAKE;
        SslHandler tls = task.tls().handler(TlsEngine.JDK, TlsClients.NO_ALPN, task.host());
        tls.setHandshakeTimeoutMillis(0); // the deadline is that of the whole session
        // within the same turn of the loop, so that nothing in clear can get past it
        context.pipeline().addFirst(tls);
        tls.handshakeFuture().addListener(result -> {
            if (result.isSuccess()) {
                quit(context, SessionResult.protectedBy(tls.engine().getSession()));
            } else {
                end(SessionResult.failedHandshake(result.cause()));
            }
        });
    }

    private void say(ChannelHandlerContext context, SessionStage next, String command) {
        stage = next;
        context.writeAndFlush(Unpooled.copiedBuffer(command + "\r\n", StandardCharsets.US_ASCII));
    }

    /** Takes leave as one should. RFC 5321, 4.1.1.10. */
    private void quit(ChannelHandlerContext context, SessionResult known) {
        if (!over) {
            outcome = known;
            say(context, SessionStage.QUIT, "QUIT");
            context.executor().schedule(() -> leave(context), QUIT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void leave(ChannelHandlerContext context) {
        timeOut();
        context.close();
    }

    private void hangUp(ChannelHandlerContext context, SessionResult known) {
        end(known);
        context.close();
    }

    private void end(SessionResult known) {
        if (!over) {
            over = true;
            done.accept(known);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ended();
    }

    /** With TLS 1.3 a server can refuse us after we think that the handshake is done. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (stage == SessionStage.QUIT && TlsFailures.alert(cause).isPresent()) {
            end(SessionResult.failedHandshake(cause));
        } else if (stage != SessionStage.HANDSHAKE) {
            ended();
        }
        context.close();
    }

    private void ended() {
        Kind kind = stage == SessionStage.STARTTLS || stage == SessionStage.HANDSHAKE ? Kind.TLS_FAILED : Kind.REJECTED;
        end(outcome == null ? SessionResult.failure(kind, "the connection ended while " + stage) : outcome);
    }
}
