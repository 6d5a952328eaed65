package io.mtasts.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Nat64PrefixTest {

    @ParameterizedTest
    @CsvSource({
        "64:ff9b::, true, the prefix alone",
        "64:ff9b::192.0.2.1, true, an IPv4 address",
        "64:ff9b::ffff:ffff, true, the last address",
        "64:ff9b:0:0:0:1::, false, the last octet before the address differs",
        "64:ff9a:ffff:ffff:ffff:ffff:ffff:ffff, false, just below",
        "64:ff9b:1::, false, 'the local prefix, RFC 8215'",
        "::ffff:192.0.2.1, false, an IPv4 address in IPv6 notation",
        "192.0.2.1, false, an IPv4 address",
        "0.100.255.155, false, the octets of the prefix as an IPv4 address"
    })
    void isPrefixOf(String address, boolean prefix, String why) throws UnknownHostException {
        assertThat(Nat64Prefix.isPrefixOf(InetAddress.getByName(address)))
                .as(why)
                .isEqualTo(prefix);
    }
}
