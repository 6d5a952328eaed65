package io.mtasts.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.document.ProblemDocument;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryParameterFilterTest {

    private static Optional<ProblemDocument> problem(Route route, String query) {
        return QueryParameterFilter.problem(route, FormFields.parse(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # route        | query                     | code               | suggestion
            SETUP          | mode=none                 | -                  | -
            SETUP          | mode                      | -                  | -
            SETUP          | mode=none&mode=none       | parameter-repeated | mode
            SETUP          | MODE=none                 | parameter-unknown  | mode
            SETUP          | mod=none                  | parameter-unknown  | mode
            SETUP          | mo=none                   | parameter-unknown  | -
            SETUP          | max-age=1                 | parameter-unknown  | maxAge
            SETUP          | maxAges=1                 | parameter-unknown  | maxAge
            SETUP          | pattern=exact             | parameter-unknown  | patterns
            SETUP          | paterns=exact             | parameter-unknown  | patterns
            SETUP          | %6dode=none               | -                  | -
            SETUP          | x=1                       | parameter-unknown  | -
            CHECK          | x=1                       | parameter-unknown  | -
            CHECK          | %zz                       | parameter-unknown  | -
            CHECK          | include=replicas          | -                  | -
            CHECK          | includes=replicas         | parameter-unknown  | include
            CHECK          | include=x&include=y       | parameter-repeated | include
            TLS_RPT_SETUP  | rua=a&rua=b               | -                  | -
            PROBE          | anything=x                | parameter-unknown  | target
            START          | domain=a&utm_source=b     | -                  | -
            START          | Domain=a                  | parameter-unknown  | domain
            START          | domain=a&domain=b         | parameter-repeated | domain
            """)
    void problem_ofAQuery(Route route, String query, String code, String suggestion) {
        assertThat(problem(route, query).map(ProblemDocument::code).orElse(null))
                .isEqualTo(code);
        assertThat(problem(route, query).map(ProblemDocument::suggestion).orElse(null))
                .isEqualTo(suggestion);
    }

    @Test
    void problem_showsOnlyTheBeginningOfALongName() {
        assertThat(problem(Route.CHECK, "x".repeat(10_000)).orElseThrow().detail())
                .hasSizeLessThan(200);
    }
}
