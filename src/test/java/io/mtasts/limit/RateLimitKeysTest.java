package io.mtasts.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.name.DomainName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitKeysTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            # one,                   other,                       same
            192.0.2.1,               192.0.2.1,                   true
            192.0.2.1,               192.0.2.2,                   false
            192.0.2.1,               ::ffff:192.0.2.1,            true
            ::ffff:192.0.2.1,        ::ffff:192.0.2.2,            false
            2001:db8:0:1::1,         2001:db8:0:1:ffff::2,        true
            2001:db8:0:1::1,         2001:db8:0:2::1,             false
            2001:db8:0:1::1,         2001:0db8:0000:0001::9,      true
            2001:db8::1,             192.0.2.1,                   false
            fe80::1,                 fe80::1%1,                   true
            -,                       unknown,                     true
            unknown,                 localhost,                   true
            unknown,                 192.0.2.1,                   false
            """)
    void client(String one, String other, boolean same) {
        assertThat(ClientKey.of(one).equals(ClientKey.of(other))).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # domain,                     registered name
            example.com,                  example.com
            mail.example.com,             example.com
            a.b.c.example.co.uk,          example.co.uk
            example.co.uk,                example.co.uk
            co.uk,                        co.uk
            one.github.io,                one.github.io
            a.one.github.io,              one.github.io
            xn--bcher-kva.example,        xn--bcher-kva.example
            a.xn--80aswg,                 a.xn--80aswg
            b.a.xn--80aswg,               a.xn--80aswg
            gap.lab.test,                 gap.lab.test
            example.1com,                 example.1com
            a.example.1com,               a.example.1com
            """)
    void target(String domain, String registered) {
        assertThat(RegistrableDomain.of(new DomainName(domain))).isEqualTo(registered);
    }
}
