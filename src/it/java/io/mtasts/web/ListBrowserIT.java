package io.mtasts.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import io.mtasts.api.LabResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Many domains on the page. */
@QuarkusTest
@WithTestResource(LabResource.class)
class ListBrowserIT extends BrowserTestBase {

    private static final String DOMAINS = "enforcing.lab.test\ngap.lab.test\ntesting.lab.test\n=no domain\n";

    private void run() {
        page.navigate(address + "list");
        page.fill("#domains", DOMAINS);
        page.click("text=Check all");
        assertThat(rows()).hasCount(4);
    }

    private Locator rows() {
        return page.locator("section.list tbody tr");
    }

    @Test
    void table_fillsAndIsSorted() {
        run();

        assertThat(page.locator("#status")).hasText("All 4 checked");
        assertThat(page.locator("#cancel")).isHidden();
        page.click("th button:has-text('Worst finding')");
        assertThat(rows().first()).containsText("gap.lab.test");
        assertThat(rows().first()).containsText("Critical");
        page.click("th button:has-text('Domain')");
        page.click("th button:has-text('Domain')");
        assertThat(page.locator("th[aria-sort=descending]")).hasText("Domain");
        assertThat(rows().first()).containsText("testing.lab.test");
        page.click(".list a:has-text('gap.lab.test')");
        assertThat(verdict()).hasText("Enforcing, with a gap");
    }

    @Test
    void table_isSaved() throws IOException {
        run();

        String csv = saved("CSV");
        assertThat(csv.lines())
                .hasSize(5)
                .first()
                .isEqualTo("\"domain\",\"outcome\",\"severity\",\"findings\",\"summary\"");
        assertThat(csv).contains("\"gap.lab.test\",\"enforcing\",\"critical\"", "\"'=no domain\",\"input-");
        assertThat(saved("JSON")).contains("\"domain\": \"testing.lab.test\"", "\"findings\": [");
    }

    private String saved(String form) throws IOException {
        Download download = page.waitForDownload(() -> page.click("text=Save as " + form));
        try (var stream = download.createReadStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void withoutScript() {
        open(new Browser.NewContextOptions().setJavaScriptEnabled(false));
        run();

        assertThat(page.locator("#status")).containsText("Checking 4 domains");
        assertThat(page.locator("#exports")).isHidden();
    }

    @Test
    void nothingToCheck() {
        page.navigate(address + "list");
        page.fill("#domains", "# nothing\n");
        page.click("text=Check all");

        assertThat(page.locator("#rejection")).containsText("The list is empty");
        assertThat(page.locator("#domains")).hasValue("# nothing\n");
        assertAccessible();
    }

    @Test
    void list_isAccessible() {
        run();
        assertAccessible();
    }
}
