package io.mtasts.https;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.LeakGuard;
import io.mtasts.tls.ClientHello;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(LeakGuard.class)
final class Tls12ProbeTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            # received,                       only TLS 1.3
            15030100020246,                   true
            15030300020228,                   true
            15030300020247,                   true
            15030300020250,                   false
            15030300020170,                   -
            1503030002017015030300020246,     true
            1503030002017016030300520200004e, false
            16030300520200004e,               false
            15030300,                         -
            485454502f312e31,                 false
            """)
    void verdict(String hex, Boolean expected) {
        ByteBuf received = Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex));
        assertThat(Tls12Probe.rejection(received).orElse(null)).isEqualTo(expected);
    }

    @Test
    void clientHello_offersTls12ForTheName() throws Exception {
        byte[] hello = ClientHello.tls12("mta-sts.example.com");
        assertThat(hello).startsWith(0x16, 0x03, 0x03);
        String text = new String(hello, StandardCharsets.ISO_8859_1);
        assertThat(text).contains("mta-sts.example.com", "http/1.1");
        // supported_versions, without which no server may choose TLS 1.3, names 1.2 alone: 43, length 3, list of 2
        assertThat(text).contains("\0\u002b\0\3\2\3\3");
    }
}
