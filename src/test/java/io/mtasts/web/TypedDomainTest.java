package io.mtasts.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.name.DomainInput;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedDomainTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://example.com/a?b#c     | example.com    | You entered a web address; checked example.com.
            example.com/                  | example.com    | You entered a web address; checked example.com.
            HTTP://user@Example.com:8080/ | example.com    | You entered a web address; checked example.com.
            someone@example.com           | example.com    | You entered a mail address; checked example.com.
            mailto:someone@example.com    | example.com    | You entered a mail address; checked example.com.
            example.com:25                | example.com    | You entered a name with a port; checked example.com.
            https://bücher.example/       | bücher.example | You entered a web address; checked bücher.example.
            """)
    void of_oneMeaning(String typed, String domain, String notice) {
        TypedDomain taken = TypedDomain.of(typed);

        assertThat(taken.input()).isInstanceOf(DomainInput.Accepted.class);
        assertThat(taken.text()).isEqualTo(domain);
        assertThat(taken.notice()).isEqualTo(notice);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a@b@example.com/",
                "https://example.com\\\\@example.net/",
                "a@b@example.com",
                "https://localhost/",
                "https://192.0.2.1/",
                "_mta-sts.example.com",
                "example",
                ""
            })
    void of_noSingleMeaning(String typed) {
        TypedDomain rejected = TypedDomain.of(typed);

        assertThat(rejected.input()).isInstanceOf(DomainInput.Rejected.class);
        assertThat(rejected.text()).isEqualTo(typed);
        assertThat(rejected.notice()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "Example.com.", "bücher.example"})
    void of_domain(String typed) {
        TypedDomain domain = TypedDomain.of(typed);

        assertThat(domain.input()).isInstanceOf(DomainInput.Accepted.class);
        assertThat(domain.text()).isEqualTo(typed);
        assertThat(domain.notice()).isEmpty();
    }
}
