package io.mtasts.tls;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** The first message of a handshake for TLS 1.2 only, with the contents that current clients send. RFC 5246, 7.4.1.2. */
public final class ClientHello {

    /**
     * The session, the cipher suites and the compression. There is no session and no compression. Suites with a key
     * exchange by RSA come first, because the server signs nothing for them, and a signature would be wasted here.
     */
    private static final byte[] AFTER_RANDOM = HexFormat.of()
            .parseHex("00"
                    + "0038"
                    + "009d009c003d003c0035002f"
                    + "c02cc02bc030c02fcca9cca8c024c023c028c027c00ac009c014c013"
                    + "009f009eccaa006b00670039003300ff"
                    + "0100");

    /** The extensions without the name: groups, points, signatures, ALPN (http/1.1 and h2), extended_master_secret, supported_versions. */
    private static final byte[] EXTENSIONS = HexFormat.of()
            .parseHex("000a0010" + "000e" + "001d001700180019" + "001e01000101"
                    + "000b0002" + "0100"
                    + "000d002c" + "002a" + "040305030603080708080804080508060809080a080b040105010601"
                    + "0402030303010302020302010202"
                    + "0010000e" + "000c" + "08687474702f312e31" + "026832"
                    + "00170000"
                    + "002b0003" + "020303");

    private static final int VERSION = 0x0303;
    private static final int RANDOM_BYTES = 32;

    /** The size of what surrounds the name: the extension type, three lengths and the type of the name. RFC 6066, 3. */
    private static final int NAME_BYTES = 9;

    private ClientHello() {}

    /** Returns the record with the message, for this host name. */
    public static byte[] tls12(String host) {
        byte[] name = host.getBytes(StandardCharsets.US_ASCII);
        int extensions = NAME_BYTES + name.length + EXTENSIONS.length;
        int body = 2 + RANDOM_BYTES + AFTER_RANDOM.length + 2 + extensions;
        byte[] random = new byte[RANDOM_BYTES];
        // needs no secret randomness: the handshake ends with the server's first message
        ThreadLocalRandom.current().nextBytes(random);
        return ByteBuffer.allocate(5 + 4 + body)
                .put((byte) 22)
                .putShort((short) VERSION)
                .putShort((short) (4 + body))
                .putInt(1 << 24 | body)
                .putShort((short) VERSION)
                .put(random)
                .put(AFTER_RANDOM)
                .putShort((short) extensions)
                .putShort((short) 0)
                .putShort((short) (name.length + 5))
                .putShort((short) (name.length + 3))
                .put((byte) 0)
                .putShort((short) name.length)
                .put(name)
                .put(EXTENSIONS)
                .array();
    }
}
