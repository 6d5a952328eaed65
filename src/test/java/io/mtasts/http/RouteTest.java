package io.mtasts.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTest {

    @ParameterizedTest
    @CsvSource({
        "/, START",
        "/list, LIST_PAGE",
        "/lists,",
        "/api/v1/mta-sts, LIST",
        "/api/v1/mta-sts/, CHECK",
        "/api/v1/mta-sts/a.test, CHECK",
        "/api/v1/mta-sts/https://a.test/b, CHECK",
        "/api/v1/mta-sts/a.test/setup, SETUP",
        "/api/v1/mta-sts/a.test/preview, PREVIEW",
        "/api/v1/mta-sts/a/b/preview, CHECK",
        "/api/v1/mta-stsx,",
        "/api/v1/mx, MX",
        "/api/v1/tls-rpt/a.test/setup, TLS_RPT_SETUP",
        "/api/v1/findings/mx-none, FINDINGS",
        "/api/v1/findings/a/b,",
        "/problems/mx-none, PROBLEMS",
        "/badge/a.test.svg, BADGE",
        "/badge/a.test,",
        "/q/openapi, OPERATORS",
        "/nothing.css,"
    })
    void of(String path, Route route) {
        assertThat(Route.of(path).orElse(null)).isEqualTo(route);
    }

    @Test
    void of_everyFileThatIsServed() throws IOException {
        Path folder = Path.of("src/main/resources/META-INF/resources");
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile).map(file -> "/" + folder.relativize(file)))
                    .isNotEmpty()
                    .allSatisfy(path -> assertThat(Route.of(path)).contains(Route.FILE));
        }
    }
}
