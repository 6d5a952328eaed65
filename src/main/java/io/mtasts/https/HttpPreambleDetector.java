package io.mtasts.https;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * A check of the first bytes of a response. The HTTP/1 decoder skips control characters and waits for the end of a line.
 * Without this check it would notice neither HTTP/2 nor garbage.
 */
final class HttpPreambleDetector extends ChannelInboundHandlerAdapter {

    /** "HTTP/1.", a digit, a blank, three digits, and what may follow them: "d" means a digit, "e" means that end. */
    private static final String STATUS_LINE = "HTTP/1.d ddde";

    private static final int NAME_LENGTH = 5;

    /** The head of a SETTINGS frame: a length below 64 KiB, type 4, not an acknowledgement, stream 0. RFC 9113, 6.5. */
    private static final int[] SETTINGS = {0, -1, -1, 4, 0, 0, 0, 0, 0};

    private int count;
    private boolean maybeHttp1 = true;
    private boolean maybeHttp2 = true;
    private boolean statusLine;
    private boolean ended;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (ended || (message instanceof ByteBuf bytes && !looksRight(bytes))) {
            ReferenceCountUtil.release(message);
            end(context);
            return;
        }
        if (maybeHttp1 && count >= STATUS_LINE.length()) {
            context.pipeline().remove(this);
        }
        // bytes that may yet turn out to be HTTP/2 are zeros first, which the decoder skips
        context.fireChannelRead(message);
    }

    private void end(ChannelHandlerContext context) {
        if (!ended) {
            ended = true;
            context.fireExceptionCaught(new NotHttpException(maybeHttp2, statusLine));
            context.close();
        }
    }

    private boolean looksRight(ByteBuf bytes) {
        for (int i = bytes.readerIndex(); i < bytes.writerIndex() && !decided(); i++, count++) {
            int value = bytes.getUnsignedByte(i);
            statusLine |= maybeHttp1 && count == NAME_LENGTH;
            maybeHttp1 &= count < STATUS_LINE.length() && isExpected(STATUS_LINE.charAt(count), value);
            maybeHttp2 = maybeHttp2 && count < SETTINGS.length && (SETTINGS[count] < 0 || value == SETTINGS[count]);
        }
        return maybeHttp1 || (maybeHttp2 && count < SETTINGS.length);
    }

    /** Compares an octet of the status line. RFC 9112, 4; the decoder itself accepts any number of digits. */
    private static boolean isExpected(char expected, int octet) {
        return switch (expected) {
            case 'd' -> octet >= '0' && octet <= '9';
            case 'e' -> octet == ' ' || octet == '\r' || octet == '\n';
            default -> octet == expected;
        };
    }

    private boolean decided() {
        return !(maybeHttp1 || maybeHttp2) || count >= (maybeHttp1 ? STATUS_LINE.length() : SETTINGS.length);
    }

    /** An exception for a response that does not start like HTTP/1. */
    static final class NotHttpException extends Exception {

        private static final long serialVersionUID = 1;

        private final boolean http2;
        private final boolean statusLine;

        NotHttpException(boolean http2, boolean statusLine) {
            super(http2 ? "HTTP/2" : "neither HTTP/1 nor HTTP/2", null, false, false);
            this.http2 = http2;
            this.statusLine = statusLine;
        }

        /** Returns whether the response starts with "HTTP/", so that its status line is malformed. */
        boolean isStatusLine() {
            return statusLine;
        }

        /** Returns whether the response starts like HTTP/2, from a server that ignored ALPN. */
        boolean isHttp2() {
            return http2;
        }
    }
}
