package io.mtasts.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Route;
import io.mtasts.api.LabResource;
import io.mtasts.document.ProblemDocument;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of problems that no single request brings about; rendered in the process of the service. */
@QuarkusTest
@WithTestResource(LabResource.class)
class ErrorPageIT extends BrowserTestBase {

    @Inject
    PageRenderer pages;

    /** How these come about is tested over the wire; here, how they look. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            429 | rate-limit-client     | Too many checks         | it was not checked
            503 | busy                  | The service is busy     | it was not checked
            503 | stopping              | The service is busy     | it was not checked
            500 | internal-server-error | The check failed         | in a few minutes
            """)
    void refusal(int status, String code, String heading, String text) {
        ProblemDocument problem =
                new ProblemDocument("/problems/" + code, code, "Title", status, "Detail.", "/", null, 7L, null, null);
        page.route(
                address + "?domain=typed.example",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(status)
                        .setContentType("text/html;charset=UTF-8")
                        .setBody(pages.problem(CheckForm.MTA_STS, problem, "typed.example"))));
        check("typed.example");

        assertThat(verdict()).hasText(heading);
        assertThat(page.locator(".summary")).containsText("Detail.");
        assertThat(page.locator(".next")).containsText(text);
        assertThat(page.locator("#domain")).hasValue("typed.example");
        assertThat(page.locator(".again a")).hasAttribute("href", "./?domain=typed.example");
        assertAccessible();
    }
}
