package io.mtasts.dane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TlsaRecordTest {

    private static final String SHA_256 = "d2abde240d7cd3ee6b4b28c54df034b97983a1d16e8a410e4561cb106618e971";
    private static final String SHA_512 = "92003ba34942dc74152e2f2c408d29eca5a520e7f2e06bb944f4dca346baf63c"
            + "1b177615d466f6c4b71c216a50292bd58c9ebdd2f74e38fe51ffd48c43326cbc";

    private static String data(String kind) {
        return switch (kind) {
            case "sha256" -> SHA_256;
            case "sha512" -> SHA_512;
            case "short" -> SHA_256.substring(2);
            default -> kind;
        };
    }

    /** The first two records are the examples of RFC 6698, 2.3. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            # wire, usage, selector, type, data
            000001, 0, 0, 1, sha256
            010102, 1, 1, 2, sha512
            030101, 3, 1, 1, sha256
            030000, 3, 0, 0, 30820307
            ffffff, 255, 255, 255, 00
            """)
    void parse_readsWhatZoneFilesWrite(String header, int usage, int selector, int type, String kind) {
        TlsaRecord expected = new TlsaRecord(usage, selector, type, data(kind));

        assertThat(TlsaRecord.parse(HexFormat.of().parseHex(header + data(kind))))
                .contains(expected);
        assertThat(TlsaRecord.parse(expected.toString())).contains(expected);
        assertThat(expected).hasToString(usage + " " + selector + " " + type + " " + data(kind));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "03", "0301", "030101"})
    void parse_needsData(String wire) {
        assertThat(TlsaRecord.parse(HexFormat.of().parseHex(wire))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"3 1 1", "3 1 1 0", "3 1 1 0g", "256 1 1 00", "3 256 1 00", "3 1 256 00", "-1 1 1 00", "3 1 00"})
    void parse_rejectsOtherText(String text) {
        assertThat(TlsaRecord.parse(text)).isEqualTo(Optional.empty());
    }

    /** Hexadecimal digits may be divided by white space and written in capitals. RFC 6698, 2.2. */
    @Test
    void parse_joinsData() {
        assertThat(TlsaRecord.parse(" 3 1\t1 0C72 ac70")).contains(new TlsaRecord(3, 1, 1, "0c72ac70"));
    }

    /** RFC 7672, 3.1.3: usages 0 and 1 are unusable for SMTP. A digest has the length of its algorithm. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            # usage, selector, type, data, usable
            0, 0, 1, sha256, false
            1, 1, 2, sha512, false
            2, 0, 1, sha256, true
            2, 1, 2, sha512, true
            3, 1, 1, sha256, true
            3, 0, 2, sha512, true
            3, 0, 0, 30, true
            4, 1, 1, sha256, false
            255, 1, 1, sha256, false
            3, 2, 1, sha256, false
            3, 1, 3, sha256, false
            3, 1, 1, short, false
            3, 1, 1, sha512, false
            3, 1, 2, sha256, false
            """)
    void isUsable(int usage, int selector, int type, String kind, boolean usable) {
        assertThat(new TlsaRecord(usage, selector, type, data(kind)).isUsable()).isEqualTo(usable);
    }
}
