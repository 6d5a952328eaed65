package io.mtasts.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.api.Problem;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** A problem that no single request brings about. */
@QuarkusTest
class ProblemPageTest {

    @Inject
    Page page;

    @Test
    void problem_ofAnyKindHasAPage() {
        Problem busy =
                new Problem("about:blank", "Too Many Requests", 429, "Slow down.", "too-many-requests", null, 7L, null);

        assertThat(page.problem(busy, "example.com"))
                .contains("Too many checks", "Slow down.", "value=\"example.com\"");
    }
}
