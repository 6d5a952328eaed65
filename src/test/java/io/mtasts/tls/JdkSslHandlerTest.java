package io.mtasts.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;

final class JdkSslHandlerTest {

    private static final int HANDSHAKE_RECORD = 22;

    private final Queue<Runnable> tasks = new ArrayDeque<>();

    @Test
    void clientHello_isComputedByATask() throws Exception {
        EmbeddedChannel channel = open(tasks::add);
        assertThat(channel.<ByteBuf>readOutbound()).as("before the task").isNull();

        tasks.remove().run();
        channel.runPendingTasks();

        assertClientHello(channel);
    }

    @Test
    void clientHello_ofAClosedChannelIsNotSent() throws Exception {
        EmbeddedChannel channel = open(tasks::add);
        channel.close();
        channel.runPendingTasks();
        channel.releaseOutbound(); // an alert

        tasks.remove().run();
        channel.runPendingTasks();

        assertThat(channel.<ByteBuf>readOutbound()).isNull();
    }

    @Test
    void overload_isLeftToTheHandshake() throws Exception {
        EmbeddedChannel channel = open(task -> {
            throw new RejectedExecutionException("too many");
        });

        assertClientHello(channel);
    }

    private static EmbeddedChannel open(Executor executor) throws Exception {
        SSLEngine engine = SSLContext.getDefault().createSSLEngine();
        engine.setUseClientMode(true);
        LateChannel channel = new LateChannel();
        channel.pipeline().addLast(new JdkSslHandler(engine, executor));
        channel.connect();
        return channel;
    }

    /** A channel that is connected after its handlers were added, like a socket. */
    private static final class LateChannel extends EmbeddedChannel {

        private boolean connected;

        @Override
        public boolean isActive() {
            return connected && super.isActive();
        }

        void connect() {
            connected = true;
            pipeline().fireChannelActive();
        }
    }

    private static void assertClientHello(EmbeddedChannel channel) {
        ByteBuf message = channel.readOutbound();
        assertThat(message.getByte(0)).isEqualTo((byte) HANDSHAKE_RECORD);
        message.release();
        channel.finishAndReleaseAll();
    }
}
