package io.mtasts.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SocketsTest {

    private final NioEventLoopGroup loops = new NioEventLoopGroup(1);
    private final EventLoop loop = loops.next();

    @AfterEach
    void close() {
        loops.shutdownGracefully();
    }

    @Test
    void open_lackOfDescriptors() {
        ChannelException netty = new ChannelException("Failed to open a socket.");

        assertThatThrownBy(() -> Sockets.open(() -> {
                    throw netty;
                }))
                .isInstanceOf(SocketsExhaustedException.class)
                .hasCause(netty);
    }

    @Test
    void open_otherErrorsAreNotALack() {
        IllegalStateException bug = new IllegalStateException();

        assertThatThrownBy(() -> Sockets.open(() -> {
                    throw bug;
                }))
                .isSameAs(bug);
    }

    @Test
    void connect_toAListener() throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ChannelFuture connected = connect(server.getLocalPort());
            try (Socket accepted = server.accept()) {
                assertThat(connected.await().isSuccess()).isTrue();
                assertThat(accepted.getRemoteSocketAddress())
                        .isEqualTo(connected.channel().localAddress());
            }
        }
    }

    @Test
    void connect_refused() throws IOException, InterruptedException {
        int port;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }

        assertThat(connect(port).await().cause()).isInstanceOf(ConnectException.class);
    }

    @Test
    void connectUdp_ignoresOtherSenders() throws Exception {
        try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                DatagramSocket other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            BlockingQueue<String> received = new LinkedBlockingQueue<>();
            ChannelFuture connected = Sockets.connectUdp(
                    loop,
                    (InetSocketAddress) server.getLocalSocketAddress(),
                    new SimpleChannelInboundHandler<DatagramPacket>() {
                        @Override
                        protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
                            received.add(packet.content().toString(StandardCharsets.US_ASCII));
                        }
                    });
            assertThat(connected.await().isSuccess()).isTrue();
            SocketAddress client = connected.channel().localAddress();

            byte[] forged = "forged".getBytes(StandardCharsets.US_ASCII);
            byte[] right = "right".getBytes(StandardCharsets.US_ASCII);
            other.send(new java.net.DatagramPacket(forged, forged.length, client));
            server.send(new java.net.DatagramPacket(right, right.length, client));

            assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("right");
            connected.channel().close().syncUninterruptibly();
        }
    }

    private ChannelFuture connect(int port) {
        return Sockets.connect(
                loop,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                1000,
                new ChannelInboundHandlerAdapter());
    }
}
