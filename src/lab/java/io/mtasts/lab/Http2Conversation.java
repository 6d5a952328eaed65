package io.mtasts.lab;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Just enough HTTP/2 (RFC 9113) to answer requests whose path is not looked at. */
final class Http2Conversation {

    private static final int PREFACE_LENGTH = 24;
    private static final int LARGEST_FRAME = 16_384;

    /** The flow control window that every client grants at first; a longer body is cut there. */
    private static final int FIRST_WINDOW = 65_535;

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int CONTINUATION = 9;
    private static final int ACK = 1;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;

    private final TlsConnection connection;
    private final FakeHttpsSite site;
    private final DaemonThreads workers;
    private final Consumer<ReceivedRequest> log;

    Http2Conversation(
            TlsConnection connection, FakeHttpsSite site, DaemonThreads workers, Consumer<ReceivedRequest> log) {
        this.connection = connection;
        this.site = site;
        this.workers = workers;
        this.log = log;
    }

    void run() throws IOException {
        send(SETTINGS, 0, 0, new byte[0]);
        DataInputStream in = new DataInputStream(connection.tls().getInputStream());
        byte[] preface = new byte[PREFACE_LENGTH];
        in.readFully(preface);
        if (!new String(preface, StandardCharsets.US_ASCII).startsWith("PRI * HTTP/2.0")) {
            send(GOAWAY, 0, 0, new byte[] {0, 0, 0, 0, 0, 0, 0, 1});
            return;
        }
        while (true) {
            int lengthAndType = in.readInt();
            int flags = in.readUnsignedByte();
            int stream = in.readInt() & 0x7FFFFFFF;
            byte[] payload = new byte[lengthAndType >>> 8];
            in.readFully(payload);
            receive(lengthAndType & 0xFF, flags, stream, payload);
        }
    }

    private void receive(int type, int flags, int stream, byte[] payload) throws IOException {
        switch (type) {
            case SETTINGS -> {
                if ((flags & ACK) == 0) {
                    send(SETTINGS, ACK, 0, new byte[0]);
                }
            }
            case PING -> {
                if ((flags & ACK) == 0) {
                    send(PING, ACK, 0, payload);
                }
            }
            case HEADERS, CONTINUATION -> {
                if ((flags & END_HEADERS) != 0) {
                    log.accept(connection.received("HTTP/2 stream " + stream, List.of()));
                    answer(stream);
                }
            }
            default -> {}
        }
    }

    private void answer(int stream) throws IOException {
        workers.pause(site.delayBefore(FakeHttpsSite.Stage.HEADERS));
        Response response = site.response();
        byte[] body = Arrays.copyOf(response.body(), Math.min(response.body().length, FIRST_WINDOW));
        send(HEADERS, END_HEADERS | (body.length == 0 ? END_STREAM : 0), stream, head(response));
        workers.pause(site.delayBefore(FakeHttpsSite.Stage.BODY));
        for (int from = 0; from < body.length; from += LARGEST_FRAME) {
            int to = Math.min(body.length, from + LARGEST_FRAME);
            send(DATA, to == body.length ? END_STREAM : 0, stream, Arrays.copyOfRange(body, from, to));
        }
    }

    /** The header fields as literals without indexing (RFC 7541, 6.2.2), which need no state. */
    private static byte[] head(Response response) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        literal(block, ":status", Integer.toString(response.status()));
        response.headers().forEach(header -> literal(block, header.name().toLowerCase(Locale.ROOT), header.value()));
        return block.toByteArray();
    }

    private static void literal(ByteArrayOutputStream block, String name, String value) {
        block.write(0);
        string(block, name);
        string(block, value);
    }

    private static void string(ByteArrayOutputStream block, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length < 127) {
            block.write(bytes.length);
        } else {
            block.write(127);
            int rest = bytes.length - 127;
            for (; rest >= 128; rest >>>= 7) {
                block.write(rest & 0x7F | 0x80);
            }
            block.write(rest);
        }
        block.writeBytes(bytes);
    }

    private void send(int type, int flags, int stream, byte[] payload) throws IOException {
        connection.send(ByteBuffer.allocate(9 + payload.length)
                .putInt(payload.length << 8 | type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array());
    }
}
