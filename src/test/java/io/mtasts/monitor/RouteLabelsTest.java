package io.mtasts.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteLabelsTest {

    @ParameterizedTest
    @CsvSource({
        "/,                                /",
        "/probe,                           /probe",
        "/api/v1/mta-sts/{domain:.*},      /api/v1/mta-sts/{domain}",
        "/api/v1/mta-sts/{domain}/mx,      /api/v1/mta-sts/{domain}/mx",
        "/api/{ a : [a-z]+ }/{b:\\d*}/{c}, /api/{a}/{b}/{c}",
        ",                                 other"
    })
    void route(String template, String expected) {
        assertThat(RouteLabels.route(template)).isEqualTo(expected);
    }
}
