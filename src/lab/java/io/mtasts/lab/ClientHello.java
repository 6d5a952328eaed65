package io.mtasts.lab;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a client asks for in its first TLS message: the host (SNI), application protocols and versions. */
public record ClientHello(Optional<String> serverName, List<String> alpn, List<Integer> versions) {

    private static final int SERVER_NAME = 0;
    private static final int APPLICATION_PROTOCOLS = 16;
    private static final int SUPPORTED_VERSIONS = 43;

    /** The message with the very bytes read, for handing them on to the TLS engine. */
    record Read(ClientHello hello, byte[] consumed) {
        InputStream replay() {
            return new ByteArrayInputStream(consumed);
        }
    }

    static Read read(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        ByteArrayOutputStream consumed = new ByteArrayOutputStream();
        ByteArrayOutputStream handshake = new ByteArrayOutputStream();
        do {
            byte[] head = new byte[5];
            in.readFully(head);
            if (head[0] != 22) {
                throw new IOException("not a TLS handshake");
            }
            byte[] fragment = new byte[(head[3] & 0xFF) << 8 | head[4] & 0xFF];
            in.readFully(fragment);
            consumed.writeBytes(head);
            consumed.writeBytes(fragment);
            handshake.writeBytes(fragment);
        } while (handshake.size() < 4 || handshake.size() < 4 + length(handshake.toByteArray()));
        try {
            return new Read(parse(ByteBuffer.wrap(handshake.toByteArray())), consumed.toByteArray());
        } catch (RuntimeException e) {
            throw new IOException("malformed ClientHello", e);
        }
    }

    private static int length(byte[] handshake) {
        return ByteBuffer.wrap(handshake).getInt() & 0xFFFFFF;
    }

    private static ClientHello parse(ByteBuffer in) {
        in.getInt();
        int legacyVersion = u16(in);
        in.position(in.position() + 32);
        skip(in, in.get() & 0xFF);
        skip(in, u16(in));
        skip(in, in.get() & 0xFF);
        Optional<String> serverName = Optional.empty();
        List<String> alpn = new ArrayList<>();
        List<Integer> versions = new ArrayList<>();
        if (in.remaining() >= 2) {
            u16(in);
        }
        while (in.remaining() >= 4) {
            int type = u16(in);
            ByteBuffer data = take(in, u16(in));
            if (type == SERVER_NAME && data.hasRemaining()) {
                skip(data, 3);
                serverName = Optional.of(string(take(data, u16(data))).toLowerCase(Locale.ROOT));
            } else if (type == APPLICATION_PROTOCOLS) {
                u16(data);
                while (data.hasRemaining()) {
                    alpn.add(string(take(data, data.get() & 0xFF)));
                }
            } else if (type == SUPPORTED_VERSIONS) {
                data.get();
                while (data.hasRemaining()) {
                    versions.add(u16(data));
                }
            }
        }
        return new ClientHello(
                serverName, List.copyOf(alpn), versions.isEmpty() ? List.of(legacyVersion) : List.copyOf(versions));
    }

    private static String string(ByteBuffer bytes) {
        return StandardCharsets.ISO_8859_1.decode(bytes).toString();
    }

    private static ByteBuffer take(ByteBuffer in, int length) {
        ByteBuffer part = in.slice(in.position(), length);
        skip(in, length);
        return part;
    }

    private static void skip(ByteBuffer in, int length) {
        in.position(in.position() + length);
    }

    private static int u16(ByteBuffer in) {
        return in.getShort() & 0xFFFF;
    }
}
