package io.mtasts.net;

import static io.mtasts.https.FetchFixture.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SsrfGuardTest {

    private static final SsrfGuard GUARD = new SsrfGuard(List.of(), Set.of());

    /** The first and the last address of each range are refused, and their neighbours outside are not. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            # before,          first,            last,             after
            -,                 0.0.0.0,          0.255.255.255,    1.0.0.0
            9.255.255.255,     10.0.0.0,         10.255.255.255,   11.0.0.0
            100.63.255.255,    100.64.0.0,       100.127.255.255,  100.128.0.0
            126.255.255.255,   127.0.0.0,        127.255.255.255,  128.0.0.0
            169.253.255.255,   169.254.0.0,      169.254.255.255,  169.255.0.0
            172.15.255.255,    172.16.0.0,       172.31.255.255,   172.32.0.0
            191.255.255.255,   192.0.0.0,        192.0.0.255,      192.0.1.0
            192.0.1.255,       192.0.2.0,        192.0.2.255,      192.0.3.0
            192.31.195.255,    192.31.196.0,     192.31.196.255,   192.31.197.0
            192.52.192.255,    192.52.193.0,     192.52.193.255,   192.52.194.0
            192.88.98.255,     192.88.99.0,      192.88.99.255,    192.88.100.0
            192.167.255.255,   192.168.0.0,      192.168.255.255,  192.169.0.0
            192.175.47.255,    192.175.48.0,     192.175.48.255,   192.175.49.0
            198.17.255.255,    198.18.0.0,       198.19.255.255,   198.20.0.0
            198.51.99.255,     198.51.100.0,     198.51.100.255,   198.51.101.0
            203.0.112.255,     203.0.113.0,      203.0.113.255,    203.0.114.0
            223.255.255.255,   224.0.0.0,        255.255.255.255,  -
            -,                 ::,               1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 2000::
            2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 2001::, 2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff, 2001:200::
            2001:db7:ffff:ffff:ffff:ffff:ffff:ffff, 2001:db8::, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, 2001:db9::
            2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 2002::, 2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 2003::
            2620:4f:7fff:ffff:ffff:ffff:ffff:ffff, 2620:4f:8000::, 2620:4f:8000:ffff:ffff:ffff:ffff:ffff, 2620:4f:8001::
            3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 3fff::, 3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff, 3fff:1000::
            3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 4000::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, -
            """)
    void isPublic_atTheEdges(String before, String first, String last, String after) {
        assertThat(GUARD.isPublic(address(first))).as(first).isFalse();
        assertThat(GUARD.isPublic(address(last))).as(last).isFalse();
        for (String neighbour : new String[] {before, after}) {
            assertThat(neighbour == null || GUARD.isPublic(address(neighbour)))
                    .as(neighbour)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::1",
                "::7f00:1", // IPv4-compatible
                "::808:808",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "100::1",
                "5f00::1",
                "64:ff9b:1::808:808", // NAT64 of some network's own
                "2002:808:808::1", // 6to4
                "2001::1", // Teredo
                "64:ff9b::7f00:1",
                "64:ff9b::a00:5"
            })
    void isPublic_rejected(String literal) {
        assertThat(GUARD.isPublic(address(literal))).isFalse();
        assertThat(GUARD.mayConnect(address(literal))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9.9.9.9", "2620:fe::fe", "64:ff9b::909:909"})
    void isPublic(String literal) {
        assertThat(GUARD.isPublic(address(literal))).isTrue();
        assertThat(GUARD.mayConnect(address(literal))).isTrue();
    }

    @Test
    void isPublic_mapped_isJudgedByTheIpv4Address() throws Exception {
        // the JDK makes an Inet4Address of it on every way but this one
        byte[] mapped = new byte[16];
        mapped[10] = mapped[11] = (byte) 0xff;
        mapped[12] = 127;
        mapped[15] = 1;
        InetAddress loopback = Inet6Address.getByAddress(null, mapped, -1);
        assertThat(loopback).isInstanceOf(Inet6Address.class);
        assertThat(GUARD.isPublic(loopback)).isFalse();
        mapped[12] = mapped[13] = mapped[14] = mapped[15] = 9;
        assertThat(GUARD.isPublic(Inet6Address.getByAddress(null, mapped, -1))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.1.0/24, 127.0.1.255,        true",
        "127.0.1.9/24, 127.0.1.1,          true",
        "127.0.1.0/24, 127.0.2.0,          false",
        "127.0.1.0/24, 64:ff9b::7f00:101,  true",
        "127.0.1.5,    127.0.1.5,          true",
        "127.0.1.5,    127.0.1.4,          false",
        "0.0.0.0/0,    10.0.0.1,           true",
        "0.0.0.0/0,    ::1,                false",
        "::/0,         fc00::1,            true",
        "::/0,         10.0.0.1,           false",
        "fd00::/8,     fdff::1,            true",
        "::1/128,      ::1,                true",
        "::1,          ::2,                false",
        "::ffff:10.0.0.0/104, 10.1.2.3,    true"
    })
    void mayConnect_allowed(String block, String literal, boolean expected) {
        SsrfGuard guard = new SsrfGuard(List.of(block), Set.of());
        assertThat(guard.mayConnect(address(literal))).isEqualTo(expected);
        assertThat(guard.isReachable(address(literal))).isEqualTo(expected);
        assertThat(guard.isPublic(address(literal))).isFalse();
    }

    @Test
    void mayConnect_own() {
        Set<InetAddress> own = Set.of(address("9.9.9.9"), address("2620:fe::fe"));
        SsrfGuard guard = new SsrfGuard(List.of(), own);
        assertThat(guard.mayConnect(address("9.9.9.9"))).isFalse();
        assertThat(guard.isReachable(address("9.9.9.9"))).as("by senders").isTrue();
        assertThat(guard.mayConnect(address("64:ff9b::909:909"))).isFalse();
        assertThat(guard.mayConnect(address("2620:fe::fe"))).isFalse();
        assertThat(guard.mayConnect(address("9.9.9.10"))).isTrue();
        assertThat(new SsrfGuard(List.of("9.9.9.0/24"), own).mayConnect(address("9.9.9.9")))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"2620:fe::fe, true", "fd00::1, false", "fe80::1, false", "::1, false", "9.9.9.9, false"})
    void hasPublicIpv6(String own, boolean expected) {
        assertThat(new SsrfGuard(List.of("fd00::/8"), Set.of(address(own))).hasPublicIpv6())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        // own address, other address, has a route
        "2620:fe::fe, 2606:4700::1, true",
        "192.0.2.1, 2606:4700::1, false",
        "192.0.2.1, fd00::1, true",
        "192.0.2.1, 9.9.9.9, true"
    })
    void hasRoute(String own, String other, boolean expected) {
        assertThat(new SsrfGuard(List.of("fd00::/8"), Set.of(address(own))).hasRoute(address(other)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1, 2606:4700::1, true", "2620:fe::fe, 2606:4700::1, false", "192.0.2.1, 9.9.9.9, false"})
    void isLackOfIpv6(String own, String other, boolean expected) {
        SsrfGuard guard = new SsrfGuard(List.of(), Set.of(address(own)));

        assertThat(guard.isLackOfIpv6(address(other), new SocketException("Network is unreachable")))
                .isEqualTo(expected);
        assertThat(guard.isLackOfIpv6(address(other), new ConnectException("Connection refused")))
                .isFalse();
    }

    @Test
    void ownAddresses() {
        assertThat(SsrfGuard.ownAddresses()).contains(address("127.0.0.1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "x",
                "localhost/8",
                "127.1/8",
                "2130706433",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "10.0.0.0/8/8",
                "::/129",
                "10.0.0.0/+8",
                "g::/8"
            })
    void allowed_notABlock(String block) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SsrfGuard(List.of(block), Set.of()))
                .withMessageContaining(block);
    }
}
