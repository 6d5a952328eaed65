package io.mtasts.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtendedDnsErrorsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # options                               | bogus | why
            ''                                      | false | none
            000F 0002 0005                          | false | "DNSSEC Indeterminate"
            000F 0002 0006                          | true  | "DNSSEC Bogus"
            000F 0002 000C                          | true  | "NSEC Missing"
            000F 0002 000D                          | false | "Cached Error"
            000F 0002 0106                          | false | two octets
            000F 0005 0006 776879                   | true  | with a text
            000A 0008 0006000600060006 000F 0002 0007 | true | after a cookie
            000A 0002 0006                          | false | another option
            000F 0002 0003 000F 0002 0009           | true  | the second of two
            000F 0001 06                            | false | too short
            000F 0000                               | false | empty
            000F 0003 0006                          | false | longer than there is
            000F 0002 0006 000F 0009 00             | true  | what comes after does not matter
            000F 00                                 | false | half a length
            """)
    void bogus(String options, boolean expected, String why) {
        assertThat(ExtendedDnsErrors.read(Unpooled.wrappedBuffer(Hex.bytes(options)))
                        .bogus())
                .as(why)
                .isEqualTo(expected);
    }
}
