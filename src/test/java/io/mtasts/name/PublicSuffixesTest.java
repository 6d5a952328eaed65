package io.mtasts.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicSuffixesTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            # name,            public suffix, of a registry, registrable domain
            com,               true,          true,          -
            example.com,       false,         false,         example.com
            mail.example.com,  false,         false,         example.com
            co.uk,             true,          true,          -
            nhs.uk,            true,          true,          -
            id.au,             true,          true,          -
            example.id.au,     false,         false,         example.id.au
            k12.ca.us,         true,          true,          -
            github.io,         true,          false,         -
            one.github.io,     false,         false,         one.github.io
            eu.org,            true,          false,         -
            net.de,            false,         false,         net.de
            any.ck,            true,          true,          -
            www.ck,            false,         false,         www.ck
            lab,               true,          true,          -
            gap.lab,           false,         false,         -
            example.1com,      false,         false,         -
            1com,              true,          true,          -
            0x7f.1,            false,         false,         -
            a.xn--80aswg,      false,         false,         a.xn--80aswg
            """)
    void suffixes(String text, boolean suffix, boolean registry, String registrable) {
        DomainName name = new DomainName(text);

        assertThat(PublicSuffixes.isPublicSuffix(name)).isEqualTo(suffix);
        assertThat(PublicSuffixes.isRegistrySuffix(name)).isEqualTo(registry);
        assertThat(PublicSuffixes.registrableDomain(name).map(DomainName::ascii).orElse(null))
                .isEqualTo(registrable);
    }

    /** Below a top-level domain that is not listed, the default rule of the list applies. */
    @ParameterizedTest
    @CsvSource({
        "mx1.example.com, example.com",
        "a.b.example.co.uk, example.co.uk",
        "example.com, example.com",
        "co.uk,",
        "com,",
        "a.b.lab.test, lab.test",
        "lab.test, lab.test",
        "test,"
    })
    void registeredName(String text, String registered) {
        assertThat(PublicSuffixes.registeredName(new DomainName(text))
                        .map(DomainName::ascii)
                        .orElse(null))
                .isEqualTo(registered);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void suffixes_ofAnyName_neverThrow(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder();
            int length = 1 + random.nextInt(DomainName.MAX_LENGTH);
            while (text.length() < length) {
                text.append("ab01-.".charAt(random.nextInt(6)));
            }
            DomainName.of(text.toString())
                    .ifPresent(name -> assertThatCode(() -> {
                                PublicSuffixes.isPublicSuffix(name);
                                PublicSuffixes.isRegistrySuffix(name);
                                PublicSuffixes.registrableDomain(name);
                                PublicSuffixes.registeredName(name);
                            })
                            .as(name.ascii())
                            .doesNotThrowAnyException());
        }
        DomainName longest = new DomainName("a.".repeat(126) + "a");
        assertThat(PublicSuffixes.registrableDomain(longest)).isEmpty();
    }
}
