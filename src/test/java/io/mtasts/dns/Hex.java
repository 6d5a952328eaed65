package io.mtasts.dns;

import java.util.HexFormat;

/** Octets as tables write them, with blanks where they help. */
final class Hex {

    private Hex() {}

    static byte[] bytes(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }
}
