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

/** Finds out whether a host that speaks TLS 1.3 turns TLS 1.2 away, at the price of one message each way. */
final class Tls12Probe extends ChannelInboundHandlerAdapter {

    private static final int ALERT = 21;
    private static final int RECORD_HEADER = 5;
    private static final int WARNING = 1;

    /** Of warnings before the answer; some hosts send one. */
    private static final int MOST_BYTES = 70;

    /** handshake_failure, protocol_version, insufficient_security. RFC 5246, 7.2.2. */
    private static final Set<Integer> TURNED_AWAY = Set.of(40, 70, 71);

    private final ByteBuf received = Unpooled.buffer();
    private final Consumer<Boolean> told;
    private boolean over;

    private Tls12Probe(Consumer<Boolean> told) {
        this.told = told;
    }

    /** Tells it in time; false where it is not known. */
    static void run(FetchContext task, InetAddress address, Consumer<Boolean> told) {
        Tls12Probe probe = new Tls12Probe(told);
        task.connect(address, task.sideProbeTimeout(), probe).ifPresent(connecting -> probe.greet(task, connecting));
    }

    /** Sends the ClientHello as soon as the connection stands. */
    private void greet(FetchContext task, ChannelFuture connecting) {
        Channel channel = connecting.channel();
        Future<?> end = task.after(task.sideProbeTimeout(), () -> tell(channel, false));
        channel.closeFuture().addListener(closed -> {
            end.cancel(false);
            tell(channel, false);
        });
        connecting.addListener(result -> {
            if (result.isSuccess()) {
                channel.writeAndFlush(Unpooled.wrappedBuffer(ClientHello.tls12(task.hostName())));
            } else {
                channel.close();
            }
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        received.writeBytes((ByteBuf) message);
        ReferenceCountUtil.release(message);
        verdict(received)
                .or(() -> received.readableBytes() > MOST_BYTES ? Optional.of(false) : Optional.empty())
                .ifPresent(found -> tell(context.channel(), found));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        context.close();
    }

    private void tell(Channel channel, boolean only13) {
        if (!over) {
            over = true;
            channel.close();
            told.accept(only13);
        }
    }

    /** Empty where more has to come. A warning, such as unrecognized_name, is followed by the true answer. */
    static Optional<Boolean> verdict(ByteBuf received) {
        int at = 0;
        while (received.readableBytes() >= at + RECORD_HEADER + 2) {
            int length = received.getUnsignedShort(at + 3);
            if (received.getUnsignedByte(at) != ALERT || length != 2) {
                return Optional.of(false);
            }
            if (received.getUnsignedByte(at + RECORD_HEADER) != WARNING) {
                int alert = received.getUnsignedByte(at + RECORD_HEADER + 1);
                return Optional.of(TURNED_AWAY.contains(alert));
            }
            at += RECORD_HEADER + length;
        }
        return Optional.empty();
    }
}
