package io.mtasts.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import io.mtasts.api.LabResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many domains on the page. */
@QuarkusTest
@WithTestResource(LabResource.class)
class ListBrowserIT extends BrowserTestBase {

    private static final String DOMAINS = "enforcing.lab.test\ngap.lab.test\ntesting.lab.test\n=no domain\n";

    private void run() {
        page.navigate(address + "list");
        page.fill("#domains", DOMAINS);
        page.click("text='Check all'");
        assertThat(rows()).hasCount(4);
    }

    private Locator rows() {
        return page.locator("section.list tbody tr");
    }

    @Test
    void textArea_hasTheFocus() {
        page.navigate(address + "list");

        assertThat(page.locator("#domains")).isFocused();
        assertThat(page.locator("h1")).hasText("Check many domains");
    }

    @Test
    void table_showsTheWorstFirst() {
        run();

        assertThat(page.locator("#status")).hasText("All 4 checked");
        assertThat(page.locator("#cancel")).isHidden();
        assertThat(rows().first()).containsText("gap.lab.test");
        assertThat(rows().first()).containsText("Mail refused");
        assertThat(rows().last()).containsText("=no domain");
        page.click("th button:has-text('Domain')");
        page.click("th button:has-text('Domain')");
        assertThat(page.locator("th[aria-sort=descending]")).hasText("Domain");
        assertThat(rows().first()).containsText("testing.lab.test");
        page.click(".list a:has-text('gap.lab.test')");
        assertThat(verdict()).hasText("Mail to mx.backup.lab.test is being refused");
    }

    @Test
    void table_isCountedAndFiltered() {
        run();

        assertThat(page.locator(".filter label:visible"))
                .hasText(new String[] {"All 4", "Mail refused 1", "Testing 1", "Enforcing 1", "Not checked 1"});
        page.click(".filter label:has-text('Testing')");
        assertThat(page.locator("section.list tbody tr:visible")).hasCount(1);
        assertThat(page.locator("section.list tbody tr:visible")).containsText("testing.lab.test");
        assertAccessible();
    }

    @Test
    void whatFailed_isCheckedAgain() {
        page.navigate(address + "list");
        page.fill("#domains", "enforcing.lab.test\nservfail.lab.test\n=no domain\n");
        page.click("text='Check all'");
        page.click("text=Check again what failed (1)");

        assertThat(rows()).hasCount(1);
        assertThat(rows()).containsText("servfail.lab.test");
        assertThat(page.locator("#domains")).hasValue(Pattern.compile("servfail\\.lab\\.test\\s*"));
    }

    @Test
    void results_areSavedByTheServer() throws IOException {
        String csv = saved("CSV");
        assertThat(csv.lines())
                .hasSize(6)
                .startsWith("index,given,domain,outcome,severity,findings,summary")
                .endsWith("end,4,,,,,");
        assertThat(csv)
                .contains(
                        "\"1\",\"gap.lab.test\",\"gap.lab.test\",\"enforcing\",\"critical\"",
                        "\"3\",\"'=no domain\",\"\",\"input-");
        assertThat(saved("JSON"))
                .startsWith("[")
                .contains("\"given\":\"testing.lab.test\"", "\"findings\":[", "\"instance\":\"/download/json\"")
                .containsPattern("\"end\":true,\"counts\":.*}\\n]\\n$");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CSV", "JSON"})
    void refusedDownload_isThePageOfTheList(String form) {
        page.navigate(address + "list");
        page.fill("#domains", "# nothing\n");
        page.click("text=save as " + form);

        assertThat(page.locator("#rejection")).hasText("The list is empty. Enter one domain per line.");
        assertThat(page.locator("#domains")).hasValue("# nothing\n");
        assertAccessible();
        page.fill("#domains", DOMAINS);
        page.waitForDownload(() -> page.click("text=save as " + form));
        page.click("text='Check all'");
        assertThat(rows()).hasCount(4);
    }

    @Test
    void emptyList_isNotSaved() {
        given().formParam("domains", "# nothing").post("/download/csv").then().statusCode(400);
    }

    private String saved(String form) throws IOException {
        page.navigate(address + "list");
        page.fill("#domains", DOMAINS);
        Download download = page.waitForDownload(() -> page.click("text=save as " + form));
        try (var stream = download.createReadStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void withoutScript() {
        open(new Browser.NewContextOptions().setJavaScriptEnabled(false));
        run();

        assertThat(page.locator("#status")).containsText("Checking 4 domains");
        assertThat(page.locator("#counts")).hasText("1 Mail refused, 1 Testing, 1 Enforcing, 1 Not checked.");
        page.click(".filter label:has-text('Testing')");
        assertThat(page.locator("section.list tbody tr:visible")).hasCount(1);
    }

    @Test
    void nothingToCheck() {
        page.navigate(address + "list");
        page.fill("#domains", "# nothing\n");
        page.click("text='Check all'");

        assertThat(page.locator("#rejection")).containsText("The list is empty");
        assertThat(page.locator("#domains")).hasValue("# nothing\n");
        assertAccessible();
    }

    @Test
    void print_namesTimeAndAddress() {
        run();
        page.setViewportSize(794, 1123);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

        assertThat(rows().first()).isVisible();
        assertThat(wordsBroken()).isEmpty();
        assertThat(page.locator("#domains")).isHidden();
        assertThat(page.locator(".when")).containsText(Pattern.compile("Checked on .*20\\d\\d.* UTC"));
        assertThat(page.locator(".permalink")).hasAttribute("href", address + "list");
    }

    @Test
    void list_isAccessible() {
        run();
        assertAccessible();
    }
}
