package io.mtasts.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainNameTest {

    private static final String LABEL = "a".repeat(63);
    private static final String LONGEST = LABEL + "." + LABEL + "." + LABEL + "." + "a".repeat(61);

    @ParameterizedTest
    @CsvSource({
        "example.com,example.com",
        "Example.COM,example.com",
        "example.com.,example.com",
        "a,a",
        "1.2,1.2",
        "a-b,a-b"
    })
    void of_name(String text, String name) {
        assertThat(DomainName.of(text)).map(Object::toString).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", ".", "..", "a..b", ".a", "a..", "-a", "a-", "a.-b", "a-.b", "a_b", "a b", "a\n", "é.com", "a/b",
                "*.a"
            })
    void of_notAName(String text) {
        assertThat(DomainName.of(text)).isEmpty();
    }

    @Test
    void of_lengths() {
        assertThat(LONGEST).hasSize(DomainName.MAX_LENGTH);
        assertThat(DomainName.of(LONGEST)).isPresent();
        assertThat(DomainName.of(LONGEST + ".")).isPresent();
        assertThat(DomainName.of(LONGEST + "a")).isEmpty();
        assertThat(DomainName.of(LABEL + ".example")).isPresent();
        assertThat(DomainName.of(LABEL + "a.example")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Example.com", "example.com.", "a_b"})
    void constructor_rejects(String text) {
        assertThatThrownBy(() -> new DomainName(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void parent_upToTheTop() {
        Optional<DomainName> name = DomainName.of("a.example.com");

        assertThat(name.flatMap(DomainName::parent)).contains(new DomainName("example.com"));
        assertThat(new DomainName("com").parent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"com,1", "example.com,2", "a.example.com,3"})
    void labels(String name, int labels) {
        assertThat(new DomainName(name).labels()).isEqualTo(labels);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1,true",
        "a.1,true",
        "1,true",
        "a.0,true",
        "a.9,true",
        "1.a,false",
        "a.1a,false",
        "a.a1,false",
        "a.0x1,false"
    })
    void endsNumeric(String name, boolean numeric) {
        assertThat(new DomainName(name).endsNumeric()).isEqualTo(numeric);
    }

    @ParameterizedTest
    @CsvSource({"AZ,az", "az09-.@[`{,az09-.@[`{", "É\u0130\u212A\u017F,É\u0130\u212A\u017F"})
    void lowerCase_asciiOnly(String text, String lower) {
        assertThat(DomainName.lowerCase(text)).isEqualTo(lower);
    }
}
