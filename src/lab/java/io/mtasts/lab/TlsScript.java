package io.mtasts.lab;

/** TLS messages that the JDK would not send. */
final class TlsScript {

    static final byte[] HANDSHAKE_FAILURE = fatalAlert(40);
    static final byte[] PROTOCOL_VERSION = fatalAlert(70);
    static final byte[] UNRECOGNIZED_NAME = fatalAlert(112);
    static final byte[] NO_APPLICATION_PROTOCOL = fatalAlert(120);

    /** A ServerHello of TLS 1.1 with the cipher suite TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA and no extension. */
    static final byte[] SERVER_HELLO_1_1 = new MessageWriter()
            .u8(22)
            .u16(0x0302)
            .u16(42)
            .u8(2)
            .u8(0)
            .u16(38)
            .u16(0x0302)
            .raw(new byte[32])
            .u8(0)
            .u16(0xC013)
            .u8(0)
            .toBytes();

    private TlsScript() {}

    private static byte[] fatalAlert(int description) {
        return new byte[] {21, 3, 3, 0, 2, 2, (byte) description};
    }
}
