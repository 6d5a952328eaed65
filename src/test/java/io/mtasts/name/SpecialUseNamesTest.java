package io.mtasts.name;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecialUseNamesTest {

    @ParameterizedTest
    @CsvSource({
        "localhost, localhost",
        "a.localhost, localhost",
        "a.b.local, local",
        "a.invalid, invalid",
        "a.onion, onion",
        "a.alt, alt",
        "a.internal, internal",
        "1.0.0.127.in-addr.arpa, arpa",
        "mylocalhost,",
        "localhost.example,",
        "a.notlocal,",
        "a.test,",
        "example.com,",
        "a.example,"
    })
    void domainOf(String name, String domain) {
        assertThat(SpecialUseNames.domainOf(name).orElse(null)).isEqualTo(domain);
    }
}
