package io.mtasts.https;

import io.mtasts.tls.ClientHello;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A check whether a host that speaks TLS 1.3 rejects TLS 1.2. It costs one message each way, and no mathematics. */
final class Tls12Probe extends ChannelInboundHandlerAdapter {

    private static final int ALERT = 21;
    private static final int RECORD_HEADER = 5;
    private static final int WARNING = 1;

    /** The alert may follow warnings, of which some hosts send one. */
    private static final int MAX_BYTES = 70;

    /** handshake_failure, protocol_version, insufficient_security. RFC 5246, 7.2.2. */
    private static final Set<Integer> REJECTIONS = Set.of(40, 70, 71);

    private final ByteBuf received = Unpooled.buffer();
    private final Consumer<Boolean> onResult;
    private boolean over;

    private Tls12Probe(Consumer<Boolean> onResult) {
        this.onResult = onResult;
    }

    /** Reports the result in time, and false if it is not known. */
    static void run(FetchContext context, InetAddress address, Consumer<Boolean> onResult) {
        Tls12Probe probe = new Tls12Probe(onResult);
        context.connect(address, context.sideProbeTimeout(), probe)
                .ifPresentOrElse(connecting -> probe.greet(context, connecting), () -> onResult.accept(false));
    }

    /** Sends the ClientHello as soon as the connection is established. */
    private void greet(FetchContext fetch, ChannelFuture connecting) {
        Channel channel = connecting.channel();
        Future<?> end = fetch.after(fetch.sideProbeTimeout(), () -> report(channel, false));
        channel.closeFuture().addListener(closed -> {
            end.cancel(false);
            report(channel, false);
        });
        connecting.addListener(result -> {
            if (result.isSuccess()) {
                channel.writeAndFlush(Unpooled.wrappedBuffer(ClientHello.tls12(fetch.hostName())));
            } else {
                channel.close();
            }
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        received.writeBytes((ByteBuf) message);
        ReferenceCountUtil.release(message);
        rejection(received)
                .or(() -> received.readableBytes() > MAX_BYTES ? Optional.of(false) : Optional.empty())
                .ifPresent(found -> report(context.channel(), found));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        context.close();
    }

    private void report(Channel channel, boolean only13) {
        if (!over) {
            over = true;
            channel.close();
            onResult.accept(only13);
        }
    }

    /** Returns the result, or empty if more bytes are needed. The real answer follows a warning such as unrecognized_name. */
    static Optional<Boolean> rejection(ByteBuf received) {
        int at = 0;
        while (received.readableBytes() >= at + RECORD_HEADER + 2) {
            int length = received.getUnsignedShort(at + 3);
            if (received.getUnsignedByte(at) != ALERT || length != 2) {
                return Optional.of(false);
            }
            if (received.getUnsignedByte(at + RECORD_HEADER) != WARNING) {
                int alert = received.getUnsignedByte(at + RECORD_HEADER + 1);
                return Optional.of(REJECTIONS.contains(alert));
            }
            at += RECORD_HEADER + length;
        }
        return Optional.empty();
    }
}
