package io.mtasts.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Passes questions on to a DNS server at once, and its answers back a fixed time after the question came. */
final class DelayedDns implements AutoCloseable {

    private static final int LARGEST = 4096;

    private final DatagramSocket front = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final DatagramSocket back = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final InetSocketAddress server;
    private final Duration delay;
    private final ScheduledExecutorService timer;

    DelayedDns(int port, Duration delay, ScheduledExecutorService timer) throws SocketException {
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.delay = delay;
        this.timer = timer;
        Thread relay = new Thread(this::relay, "delayed-dns");
        relay.setDaemon(true);
        relay.start();
    }

    int port() {
        return front.getLocalPort();
    }

    @Override
    public void close() {
        front.close();
        back.close();
    }

    private void relay() {
        try {
            while (!front.isClosed()) {
                DatagramPacket question = receive(front);
                long due = System.nanoTime() + delay.toNanos();
                back.send(new DatagramPacket(question.getData(), question.getLength(), server));
                DatagramPacket answer = receive(back);
                answer.setSocketAddress(question.getSocketAddress());
                timer.schedule(() -> send(answer), due - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        } catch (IOException closed) {
            // with the benchmark; else nobody gets an answer any more, which no figure survives
        }
    }

    private static DatagramPacket receive(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        socket.receive(packet);
        return packet;
    }

    private void send(DatagramPacket answer) {
        try {
            front.send(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
