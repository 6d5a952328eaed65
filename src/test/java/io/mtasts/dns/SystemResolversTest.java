package io.mtasts.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SystemResolversTest {

    private static final InetSocketAddress LOCAL = new InetSocketAddress(InetAddress.getLoopbackAddress(), 53);

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1,           192.0.2.1,   53",
        "192.0.2.1:5353,      192.0.2.1,   5353",
        "' 192.0.2.1:5353 ',  192.0.2.1,   5353",
        "192.0.2.1:1,         192.0.2.1,   1",
        "192.0.2.1:65535,     192.0.2.1,   65535",
        "2001:db8::1,         2001:db8::1, 53",
        "::1,                 ::1,         53",
        "[2001:db8::1],       2001:db8::1, 53",
        "[2001:db8::1]:5353,  2001:db8::1, 5353",
        "localhost:5353,      127.0.0.1,   5353",
    })
    void of_configured(String entry, String host, int port) throws IOException {
        assertThat(SystemResolvers.of(List.of(entry), file("nameserver 192.0.2.9")))
                .containsExactly(new InetSocketAddress(InetAddress.getByName(host), port));
    }

    @Test
    void of_configuredList() {
        assertThat(SystemResolvers.of(List.of("192.0.2.2", "192.0.2.1:53", "192.0.2.2:53", "192.0.2.2:54")))
                .as("in order, each once")
                .extracting(server -> server.getAddress().getHostAddress() + ":" + server.getPort())
                .containsExactly("192.0.2.2:53", "192.0.2.1:53", "192.0.2.2:54");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ":53",
                "192.0.2.1:",
                "192.0.2.1:0",
                "192.0.2.1:65536",
                "192.0.2.1:99999",
                "192.0.2.1:123456",
                "192.0.2.1:-1",
                "192.0.2.1:dns",
                "192.0.2.1:53:53",
                "[2001:db8::1",
                "2001:db8::1]",
                "[]",
                "[]:53",
                "[2001:db8::1]5353",
                "[2001:db8::g]",
                "udp://192.0.2.1",
                "192.0.2.256",
                "no host",
                "192.0.2.1 53"
            })
    void of_configuredBadly(String entry) {
        List<String> configured = List.of("192.0.2.1", entry);

        assertThatThrownBy(() -> SystemResolvers.of(configured))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(entry.strip());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # lines, parted by "/"                                                      | servers
            nameserver 192.0.2.1                                                        | 192.0.2.1
            nameserver\t192.0.2.1                                                       | 192.0.2.1
            search example.com/nameserver 192.0.2.1/options edns0/nameserver 192.0.2.2  | 192.0.2.1 192.0.2.2
            nameserver 192.0.2.1 # the first/nameserver 192.0.2.2;the second            | 192.0.2.1 192.0.2.2
            #nameserver 192.0.2.1/;nameserver 192.0.2.2/nameserver 192.0.2.3            | 192.0.2.3
            nameserver 2001:db8::1/nameserver ::1                                       | 2001:db8::1 ::1
            nameserver dns.example/nameserver 192.0.2.300/nameserver 192.0.2.1:53/nameserver 192.0.2.1 | 192.0.2.1
            nameserver fe80::1%nosuchinterface/nameserver 192.0.2.1                     | 192.0.2.1
            nameservers 192.0.2.1/nameserver/nameserver192.0.2.1/nameserver 192.0.2.2   | 192.0.2.2
            nameserver 192.0.2.1/nameserver 192.0.2.1                                   | 192.0.2.1
            nameserver 192.0.2.1/nameserver 192.0.2.2/nameserver 192.0.2.3/nameserver 192.0.2.4 | 192.0.2.1 192.0.2.2 192.0.2.3
            """)
    void of_resolvConf(String lines, String servers) throws IOException {
        assertThat(SystemResolvers.of(List.of(), file(lines.replace('/', '\n'))))
                .isEqualTo(Arrays.stream(servers.split(" "))
                        .map(SystemResolversTest::onPort53)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "search example.com", "nameserver", "nameserver dns.example", "\u00e4\u0000"})
    void of_resolvConfWithoutServer(String lines) throws IOException {
        assertThat(SystemResolvers.of(List.of(), file(lines))).containsExactly(LOCAL);
    }

    @Test
    void of_noResolvConf() {
        assertThat(SystemResolvers.of(List.of(), directory.resolve("none"))).containsExactly(LOCAL);
        assertThat(SystemResolvers.of(List.of(), directory)).containsExactly(LOCAL);
    }

    private static InetSocketAddress onPort53(String address) {
        return new InetSocketAddress(address, 53);
    }

    private Path file(String lines) throws IOException {
        return Files.writeString(directory.resolve("resolv.conf"), lines, StandardCharsets.UTF_8);
    }
}
