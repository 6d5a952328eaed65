package io.mtasts.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SystemResolversTest {

    private static final Path NO_FILE = Path.of("/nonexistent/resolv.conf");

    @ParameterizedTest
    @CsvSource(textBlock = """
            # entry,            address,    port
            192.0.2.1,          192.0.2.1,  53
            192.0.2.1:5353,     192.0.2.1,  5353
            192.0.2.1:65535,    192.0.2.1,  65535
            ' 192.0.2.1:1 ',    192.0.2.1,  1
            ::1,                ::1,        53
            2001:db8::53,       2001:db8::53, 53
            [::1],              ::1,        53
            [2001:db8::1]:5353, 2001:db8::1, 5353
            localhost:5353,     localhost,  5353
            """)
    void configured(String entry, String address, int port) {
        assertThat(SystemResolvers.of(List.of(entry), NO_FILE)).containsExactly(new InetSocketAddress(address, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":53",
                "192.0.2.1:",
                "192.0.2.1:0",
                "192.0.2.1:65536",
                "192.0.2.1:dns",
                "[::1",
                "[]:53",
                "::1]:5"
            })
    void configured_wrong(String entry) {
        assertThatIllegalArgumentException().isThrownBy(() -> SystemResolvers.of(List.of(entry), NO_FILE));
    }

    @Test
    void configured_twice() {
        assertThat(SystemResolvers.of(List.of("192.0.2.1", "192.0.2.2", "192.0.2.1:53"), NO_FILE))
                .containsExactly(new InetSocketAddress("192.0.2.1", 53), new InetSocketAddress("192.0.2.2", 53));
    }

    @Test
    void system(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("resolv.conf"), """
                # nameserver 192.0.2.99
                search example.com
                nameserver 192.0.2.1
                  nameserver\t2001:db8::1 # second
                nameserver dns.example.com
                nameserver fe80::1%nosuch0
                nameservers 192.0.2.98
                nameserver
                nameserver 192.0.2.1
                nameserver 192.0.2.2;third
                nameserver 192.0.2.3
                """);
        assertThat(SystemResolvers.of(List.of(), file))
                .containsExactly(
                        new InetSocketAddress("192.0.2.1", 53),
                        new InetSocketAddress("2001:db8::1", 53),
                        new InetSocketAddress("192.0.2.2", 53));
    }

    @Test
    void system_none() {
        assertThat(SystemResolvers.of(List.of(), NO_FILE))
                .containsExactly(new InetSocketAddress(InetAddress.getLoopbackAddress(), 53));
    }
}
