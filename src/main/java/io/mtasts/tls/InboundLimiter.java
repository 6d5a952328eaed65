package io.mtasts.tls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;

/**
 * A limit on what a peer may send over one connection, whatever the protocols above make of it. The first handler of the
 * pipeline; {@link #plaintext()} comes right after the TLS handler.
 *
 * <p>Counts bytes, TLS records, TLS handshake records after the handshake (a renegotiation in TLS 1.2), and the bytes in TLS
 * records without application data (key updates and tickets in TLS 1.3). Also ends connections to peers that do not read.
 */
public final class InboundLimiter extends ChannelInboundHandlerAdapter {

    /** A policy of 64 KiB, its header fields and the overhead of any sensible framing. */
    static final int MAX_BYTES = 262_144;

    /** The longest chain that is accepted, a stapled response, and the rest of the handshake. */
    static final int MAX_HANDSHAKE_BYTES = 65_536;

    static final int MAX_RECORDS = 512;

    /** After the handshake. Tickets take some hundred bytes each. */
    static final int MAX_BYTES_WITHOUT_DATA = 16_384;

    private static final int RECORD_HEADER = 5;
    /** Header, nonce or initialization vector, content type, padding and tag of any cipher. RFC 5246, 6.2.3; RFC 8446, 5.2. */
    private static final int RECORD_OVERHEAD = 90;

    private static final int HANDSHAKE = 22;

    private final ChannelInboundHandlerAdapter plaintext = new PlaintextCounter();
    private boolean tls;
    private boolean handshakeDone;
    private long bytes;
    private long handshakeBytes;
    private long bytesAfterHandshake;
    private long dataBytes;
    private int records;
    private int recordsAfterHandshake;
    /** The bytes that arrived of an incomplete record. */
    private int partialRecord;

    private int recordType;
    private int missing;
    private Optional<LimitExceededException> violation = Optional.empty();

    /** Returns a limiter for a connection that begins with TLS. */
    public static InboundLimiter ofTls() {
        InboundLimiter limiter = new InboundLimiter();
        limiter.startTls();
        return limiter;
    }

    /** Counts TLS records from the next byte on. */
    public void startTls() {
        tls = true;
    }

    /** Counts what comes from now on as sent after the handshake. Called on the event loop. */
    public void handshakeDone() {
        handshakeDone = true;
    }

    /** Returns the handler that counts application data. It follows the TLS handler in the pipeline. */
    public ChannelInboundHandlerAdapter plaintext() {
        return plaintext;
    }

    /** Returns the limit that the peer exceeded, if it did. */
    public Optional<LimitExceededException> violation() {
        return violation;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (violation.isEmpty() && message instanceof ByteBuf received) {
            check(received).ifPresent(reason -> end(context, reason));
        }
        if (violation.isPresent()) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    /** Ends the connection if the outgoing buffer is full, because the peer does not read what it causes. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (violation.isEmpty() && !context.channel().isWritable()) {
            end(context, "the server does not read what is sent to it");
        }
        context.fireChannelWritabilityChanged();
    }

    private void end(ChannelHandlerContext context, String reason) {
        LimitExceededException exceeded = new LimitExceededException(reason);
        violation = Optional.of(exceeded);
        context.fireExceptionCaught(exceeded);
        context.close();
    }

    private Optional<String> check(ByteBuf received) {
        // what came before this call is decrypted by now, but for an incomplete record
        long withoutData =
                bytesAfterHandshake - partialRecord - dataBytes - (long) recordsAfterHandshake * RECORD_OVERHEAD;
        int length = received.readableBytes();
        bytes += length;
        if (bytes > MAX_BYTES) {
            return Optional.of("more than " + MAX_BYTES + " bytes in one connection");
        }
        if (!tls) {
            return Optional.empty();
        }
        if (withoutData > MAX_BYTES_WITHOUT_DATA) {
            return Optional.of("more than " + MAX_BYTES_WITHOUT_DATA + " bytes of TLS messages without data");
        }
        if (handshakeDone) {
            bytesAfterHandshake += length;
        } else {
            handshakeBytes += length;
        }
        if (handshakeBytes > MAX_HANDSHAKE_BYTES) {
            return Optional.of("more than " + MAX_HANDSHAKE_BYTES + " bytes in the TLS handshake");
        }
        if (countRecords(received)) {
            return Optional.of("a renegotiation of TLS, which is not supported");
        }
        return records > MAX_RECORDS ? Optional.of("more than " + MAX_RECORDS + " TLS records") : Optional.empty();
    }

    /** Follows the records. Returns true if one of them begins a renegotiation. */
    private boolean countRecords(ByteBuf received) {
        boolean renegotiation = false;
        int at = received.readerIndex();
        while (at < received.writerIndex()) {
            if (partialRecord < RECORD_HEADER) {
                header(received.getUnsignedByte(at));
                at++;
                partialRecord++;
                if (partialRecord == RECORD_HEADER) {
                    records++;
                    recordsAfterHandshake += handshakeDone ? 1 : 0;
                    renegotiation |= handshakeDone && recordType == HANDSHAKE;
                }
            } else {
                int taken = Math.min(missing, received.writerIndex() - at);
                at += taken;
                partialRecord += taken;
                missing -= taken;
            }
            if (partialRecord >= RECORD_HEADER && missing == 0) {
                partialRecord = 0;
            }
        }
        return renegotiation;
    }

    private void header(int octet) {
        switch (partialRecord) {
            case 0 -> recordType = octet;
            case 3 -> missing = octet << 8;
            case 4 -> missing |= octet;
            default -> {
                // the version
            }
        }
    }

    private final class PlaintextCounter extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof ByteBuf data) {
                dataBytes += data.readableBytes();
            }
            context.fireChannelRead(message);
        }
    }
}
