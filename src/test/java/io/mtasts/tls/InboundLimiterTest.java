package io.mtasts.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.net.ExceptionSink;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes and records just inside and just outside of each limit, in pieces of any size. */
final class InboundLimiterTest {

    private static final int HANDSHAKE = 22;
    private static final int DATA = 23;

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 262_144})
    void bytes(int piece) {
        InboundLimiter limiter = new InboundLimiter();
        try (Peer peer = new Peer(limiter)) {
            peer.send(new byte[262_144], piece);
            assertThat(limiter.violation()).isEmpty();
            peer.send(new byte[1], 1);
            assertThat(limiter.violation().orElseThrow()).hasMessageContaining("more than 262144 bytes");
            assertThat(peer.channel.isOpen()).isFalse();
        }
    }

    @Test
    void bytes_inTheHandshake() {
        InboundLimiter limiter = InboundLimiter.ofTls();
        try (Peer peer = new Peer(limiter)) {
            for (int i = 0; i < 4; i++) {
                peer.send(record(HANDSHAKE, 16_379), 16_384);
            }
            assertThat(limiter.violation()).isEmpty();
            peer.send(new byte[] {22}, 1);
            assertThat(limiter.violation().orElseThrow()).hasMessageContaining("in the TLS handshake");
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "3, 0", "5, 1", "6, 22", "4096, 1"})
    void records(int piece, int content) {
        InboundLimiter limiter = InboundLimiter.ofTls();
        limiter.handshakeDone();
        try (Peer peer = new Peer(limiter)) {
            for (int i = 0; i < 512; i++) {
                peer.send(record(DATA, content), piece);
            }
            assertThat(limiter.violation()).isEmpty();
            peer.send(record(DATA, content), piece);
            assertThat(limiter.violation().orElseThrow()).hasMessageContaining("more than 512 TLS records");
        }
    }

    /** Many messages can be in one record. */
    @ParameterizedTest
    @CsvSource({"0, false", "2000, false", "9000, true"})
    void bytes_withoutData(int size, boolean refused) {
        InboundLimiter limiter = InboundLimiter.ofTls();
        limiter.handshakeDone();
        try (Peer peer = new Peer(limiter)) {
            peer.send(record(DATA, size), 16_384);
            peer.send(record(DATA, size), 16_384);
            peer.send(record(DATA, size), 16_384);
            assertThat(limiter.violation().isPresent()).isEqualTo(refused);
        }
    }

    @Test
    void renegotiation() {
        InboundLimiter limiter = InboundLimiter.ofTls();
        try (Peer peer = new Peer(limiter)) {
            peer.send(record(HANDSHAKE, 100), 7);
            limiter.handshakeDone();
            peer.send(record(DATA, 100), 7);
            assertThat(limiter.violation()).isEmpty();
            peer.send(record(HANDSHAKE, 20), 7);
            assertThat(limiter.violation().orElseThrow()).hasMessageContaining("renegotiation");
        }
    }

    @Test
    void peer_doesNotRead() {
        InboundLimiter limiter = InboundLimiter.ofTls();
        try (Peer peer = new Peer(limiter)) {
            peer.channel.write(Unpooled.wrappedBuffer(new byte[60_000]));
            assertThat(limiter.violation()).isEmpty();
            peer.channel.write(Unpooled.wrappedBuffer(new byte[10_000]));
            peer.channel.runPendingTasks();
            assertThat(limiter.violation().orElseThrow()).hasMessageContaining("does not read");
        }
    }

    private static byte[] record(int type, int content) {
        byte[] record = new byte[5 + content];
        record[0] = (byte) type;
        record[1] = 3;
        record[2] = 3;
        record[3] = (byte) (content >> 8);
        record[4] = (byte) content;
        return record;
    }

    private static final class Peer implements AutoCloseable {

        private final EmbeddedChannel channel;

        Peer(InboundLimiter limiter) {
            channel = new EmbeddedChannel(limiter, new ExceptionSink());
        }

        void send(byte[] bytes, int piece) {
            for (int at = 0; at < bytes.length && channel.isOpen(); at += piece) {
                channel.writeInbound(Unpooled.copiedBuffer(bytes, at, Math.min(piece, bytes.length - at)));
            }
        }

        @Override
        public void close() {
            channel.finishAndReleaseAll();
        }
    }
}
