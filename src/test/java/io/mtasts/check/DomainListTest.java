package io.mtasts.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtasts.http.ProblemException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainListTest {

    @Test
    void lines() {
        assertThat(DomainList.ofLines("a.test\r\n\n  b.test \n# a note\n\t\nc d\n")
                        .given())
                .containsExactly("a.test", "b.test", "c d");
        assertThat(DomainList.ofLines("").given()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ["a.test","b.test"]              | a.test b.test
            {"domains":["a.test"],"more":1}  | a.test
            ["a.test",""," "]                | a.test
            """)
    void json(String text, String given) {
        assertThat(DomainList.ofJson(text).given()).containsExactly(given.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a.test", "{", "{}", "[1]", "[\"a.test\",null]", "\"a.test\"", "{\"domains\":\"a.test\"}"})
    void json_invalid(String text) {
        assertThatThrownBy(() -> DomainList.ofJson(text))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("list-invalid"));
    }

    @ParameterizedTest
    @CsvSource({"0, list-invalid", "1,", "2,", "3, list-too-long"})
    void within(int count, String code) {
        DomainList list = new DomainList(Collections.nCopies(count, "a.test"));
        if (code == null) {
            assertThat(list.within(2)).isSameAs(list);
        } else {
            assertThatThrownBy(() -> list.within(2))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem().code()).isEqualTo(code));
        }
    }

    @Test
    void given_isACopy() {
        List<String> list = new ArrayList<>(List.of("a.test"));
        DomainList domains = new DomainList(list);
        list.clear();
        assertThat(domains.given()).containsExactly("a.test");
    }
}
