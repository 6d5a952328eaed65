package io.mtasts.lab;

import java.util.HexFormat;

/** TLS messages that the JDK would not send. */
final class TlsScript {

    static final byte[] HANDSHAKE_FAILURE = fatalAlert(40);
    static final byte[] PROTOCOL_VERSION = fatalAlert(70);
    static final byte[] UNRECOGNIZED_NAME = fatalAlert(112);
    static final byte[] NO_APPLICATION_PROTOCOL = fatalAlert(120);

    /** A ServerHello of TLS 1.1 with the cipher suite TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA and no extension. */
    static final byte[] SERVER_HELLO_1_1 = HexFormat.of()
            .parseHex("16" + "0302" + "002a" // record: handshake, TLS 1.1, length
                    + "02" + "000026" + "0302" // ServerHello, length, TLS 1.1
                    + "00".repeat(32) // random
                    + "00" + "c013" + "00"); // session id, cipher suite, compression

    private TlsScript() {}

    private static byte[] fatalAlert(int description) {
        return new byte[] {21, 3, 3, 0, 2, 2, (byte) description};
    }
}
