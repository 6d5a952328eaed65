package io.mtasts.https;

import io.netty.pkitesting.X509Bundle;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** The flight of a TLS 1.2 server that chooses its own Diffie-Hellman group. RFC 5246, 7.4. */
public final class DheServer {

    private static final String DHE_RSA_WITH_AES_128_GCM_SHA256 = "009e";
    private static final byte[] RANDOM = new byte[32];
    /** Each connection has a thread of its own. */
    private static final ThreadLocal<byte[]> CLIENT_RANDOM = new ThreadLocal<>();

    private DheServer() {}

    /** Reads the ClientHello, and rejects it with handshake_failure unless it offers the cipher suite. */
    static boolean offersDhe(Socket socket) throws IOException {
        return helloWithDhe(socket).isPresent();
    }

    /** Reads the ClientHello and returns its record. Rejects it with handshake_failure unless it offers the cipher suite. */
    public static Optional<byte[]> helloWithDhe(Socket socket) throws IOException {
        byte[] hello = readRecord(socket);
        CLIENT_RANDOM.set(Arrays.copyOfRange(hello, 6, 38));
        int session = hello[38];
        int suites = 39 + session;
        int length = (hello[suites] & 0xff) << 8 | hello[suites + 1] & 0xff;
        for (int at = suites + 2; at < suites + 2 + length; at += 2) {
            if (HexFormat.of().formatHex(hello, at, at + 2).equals(DHE_RSA_WITH_AES_128_GCM_SHA256)) {
                return Optional.of(concat(hex("160301"), sized(2, hello)));
            }
        }
        alert(socket);
        return Optional.empty();
    }

    /** Reads the ClientHello, and rejects it. */
    static void rejectHello(Socket socket) throws IOException {
        readRecord(socket);
        alert(socket);
    }

    /** Sends the flight. Returns whether the client answered with its share of the key. */
    public static boolean serve(Socket socket, X509Bundle certificate, int bits) throws IOException {
        ByteArrayOutputStream flight = new ByteArrayOutputStream();
        flight.writeBytes(message(
                2,
                concat(
                        hex("0303"),
                        RANDOM,
                        hex("00" + DHE_RSA_WITH_AES_128_GCM_SHA256 + "00"),
                        hex("0005ff01000100"))));
        ByteArrayOutputStream chain = new ByteArrayOutputStream();
        try {
            for (X509Certificate sent : certificate.getCertificatePath()) {
                chain.writeBytes(sized(3, sent.getEncoded()));
            }
            flight.writeBytes(message(11, sized(3, chain.toByteArray())));
            BigInteger p = BigInteger.ONE.shiftLeft(bits - 1).setBit(bits - 2).setBit(0);
            byte[] parameters = concat(
                    sized(2, unsigned(p)),
                    sized(2, hex("02")),
                    sized(2, unsigned(p.shiftRight(1).setBit(3))));
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(certificate.getKeyPair().getPrivate());
            signature.update(CLIENT_RANDOM.get());
            signature.update(RANDOM);
            signature.update(parameters);
            flight.writeBytes(message(12, concat(parameters, hex("0401"), sized(2, signature.sign()))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        flight.writeBytes(message(14, new byte[0]));
        socket.getOutputStream().write(concat(hex("160303"), sized(2, flight.toByteArray())));
        byte[] answer = readRecord(socket);
        return answer.length > 2 && answer[0] == 16;
    }

    private static void alert(Socket socket) throws IOException {
        socket.getOutputStream().write(hex("15030300020228"));
    }

    private static byte[] readRecord(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] header = new byte[5];
        in.readFully(header);
        byte[] content = new byte[(header[3] & 0xff) << 8 | header[4] & 0xff];
        in.readFully(content);
        return content;
    }

    private static byte[] message(int type, byte[] content) {
        return concat(new byte[] {(byte) type}, sized(3, content));
    }

    private static byte[] sized(int octets, byte[] content) {
        byte[] length = new byte[octets];
        for (int i = 0; i < octets; i++) {
            length[i] = (byte) (content.length >> 8 * (octets - 1 - i));
        }
        return concat(length, content);
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
