package io.mtasts.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.limit.ClientConnections;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ServerConnectionHandlerTest {

    private static final Duration STALL_TIMEOUT = Duration.ofSeconds(30);

    private final ClientConnections connections = new ClientConnections(1);

    @Test
    void connection_oneTooManyIsClosed() {
        EmbeddedChannel first = connect("192.0.2.1");
        EmbeddedChannel second = connect("192.0.2.1");
        EmbeddedChannel other = connect("192.0.2.2");

        assertThat(first.isOpen()).isTrue();
        assertThat(second.isOpen()).isFalse();
        assertThat(other.isOpen()).isTrue();

        first.close();
        assertThat(connect("192.0.2.1").isOpen()).isTrue();
    }

    @Test
    void connection_thatWasNotCountedFreesNothing() {
        connect("192.0.2.1");
        connect("192.0.2.1").close();

        assertThat(connect("192.0.2.1").isOpen()).isFalse();
    }

    @Test
    void output_thatIsNotReadEndsTheConnection() {
        EmbeddedChannel channel = connect("192.0.2.1");
        channel.freezeTime();
        setWritable(channel, false);
        pass(channel, STALL_TIMEOUT.minusMillis(1));
        assertThat(channel.isOpen()).isTrue();

        pass(channel, Duration.ofMillis(1));
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void output_thatIsReadInTimeStartsTheTimeAgain() {
        EmbeddedChannel channel = connect("192.0.2.1");
        channel.freezeTime();
        for (int i = 0; i < 3; i++) {
            setWritable(channel, false);
            pass(channel, STALL_TIMEOUT.minusMillis(1));
            setWritable(channel, true);
        }
        pass(channel, STALL_TIMEOUT.multipliedBy(2));

        assertThat(channel.isOpen()).isTrue();
    }

    private EmbeddedChannel connect(String client) {
        EmbeddedChannel channel = new EmbeddedChannel() {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(client, 1);
            }
        };
        channel.pipeline().addLast(new ServerConnectionHandler(connections, STALL_TIMEOUT));
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelActive(ChannelHandlerContext context) {
                assertThat(context.channel().isOpen()).isTrue();
            }
        });
        channel.pipeline().fireChannelActive();
        channel.runPendingTasks();
        channel.checkException();
        return channel;
    }

    private static void setWritable(EmbeddedChannel channel, boolean writable) {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, writable);
        channel.runPendingTasks();
    }

    private static void pass(EmbeddedChannel channel, Duration time) {
        channel.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }
}
