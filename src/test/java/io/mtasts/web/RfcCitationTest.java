package io.mtasts.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RfcCitationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # rule                   | address
            RFC 8461                 | https://www.rfc-editor.org/rfc/rfc8461
            RFC 8461, 3.1            | https://www.rfc-editor.org/rfc/rfc8461#section-3.1
            RFC 8461, 4.1, 5, 8.4    | https://www.rfc-editor.org/rfc/rfc8461#section-4.1
            RFC 9989, A.6, C.4       | https://www.rfc-editor.org/rfc/rfc9989#appendix-A.6
            RFC 5892, appendix A     | https://www.rfc-editor.org/rfc/rfc5892#appendix-A
            UTS 46, 4                | https://www.unicode.org/reports/tr46/
            IANA                     | -
            """)
    void address(String rule, String address) {
        assertThat(RfcCitation.of(rule)).singleElement().satisfies(only -> {
            assertThat(only.text()).isEqualTo(rule);
            assertThat(only.address()).isEqualTo(Optional.ofNullable(address));
        });
    }

    @Test
    void of_severalRules() {
        assertThat(RfcCitation.of("RFC 9990, 4; RFC 7489, 7.1"))
                .extracting(RfcCitation::text)
                .isEqualTo(List.of("RFC 9990, 4", "RFC 7489, 7.1"));
    }
}
