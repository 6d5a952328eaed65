package io.mtasts.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
                        .domains())
                .containsExactly("a.test", "b.test", "c d");
        assertThat(DomainList.ofLines("").domains()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"domains":["a.test","b.test"]}  | a.test b.test
            {"domains":["a.test"],"more":1}  | a.test
            """)
    void json(String text, String domains) {
        assertThat(DomainList.ofJson(text).domains()).containsExactly(domains.split(" "));
    }

    /** The index of a result is the place in the list, so that nothing is left out. */
    @Test
    void json_blankKeepsItsPlace() {
        assertThat(DomainList.ofJson("{\"domains\":[\"\",\"a.test\"]}").domains())
                .containsExactly("", "a.test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a.test",
                "{",
                "{}",
                "[1]",
                "[\"a.test\",null]",
                "\"a.test\"",
                "{\"domains\":\"a.test\"}",
                "[\"a.test\"]"
            })
    void json_invalid(String text) {
        assertThatThrownBy(() -> DomainList.ofJson(text))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        e -> assertThat(e.rejection().code()).isEqualTo("list-invalid"));
    }

    @ParameterizedTest
    @CsvSource({"0, list-invalid", "1,", "2,", "3, list-too-long"})
    void requireSize(int count, String code) {
        DomainList list = new DomainList(Collections.nCopies(count, "a.test"));
        if (code == null) {
            assertThat(list.requireSize(2)).isSameAs(list);
        } else {
            assertThatThrownBy(() -> list.requireSize(2))
                    .isInstanceOfSatisfying(
                            RejectedException.class,
                            e -> assertThat(e.rejection().code()).isEqualTo(code));
        }
    }

    @Test
    void domains_isACopy() {
        List<String> list = new ArrayList<>(List.of("a.test"));
        DomainList domains = new DomainList(list);
        list.clear();
        assertThat(domains.domains()).containsExactly("a.test");
    }
}
