package io.mtasts.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import io.mtasts.api.LabResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of a plan in a browser, from the form to the calendar. */
@QuarkusTest
@WithTestResource(LabResource.class)
class PlanBrowserIT extends BrowserTestBase {

    private void plan(String cutOver) {
        plan("mx9.example.net", cutOver);
    }

    private void plan(String mailServers, String cutOver) {
        page.navigate(address + "plan?domain=enforcing.lab.test");
        assertThat(page.locator("#mailServers")).hasValue("mx1.enforcing.lab.test\n");
        page.locator("#mailServers").fill(mailServers);
        page.locator("#cutOver").fill(cutOver);
        page.locator("form.preview button[type=submit]").click();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void timeLine(boolean script) {
        open(new Browser.NewContextOptions().setJavaScriptEnabled(script));
        plan("");

        assertThat(verdict()).hasText("Steps with dates");
        assertThat(page.locator(".timeline li")).hasCount(9);
        assertThat(page.locator(".timeline .cut")).containsText("Change the MX records to mx9.example.net.");
        if (script) {
            assertAccessible();
        }
    }

    @Test
    void tooEarly_offersTheEarliestTime() {
        plan(
                "mx8.example.net\nmx9.example.net",
                Instant.now().plus(Duration.ofDays(1)).toString());

        assertThat(verdict()).hasText("Too early");
        assertThat(page.locator("#mailServers")).hasValue("mx8.example.net\nmx9.example.net\n");
        assertAccessible();
        page.getByText("Plan with the earliest safe time").click();
        assertThat(verdict()).hasText("Steps with dates");
        assertThat(page.locator(".timeline .cut")).containsText("mx8.example.net, mx9.example.net");
        page.waitForDownload(() -> page.getByText("Save as calendar").click());
    }

    @Test
    void rejection_keepsTheForm() {
        plan("soon");

        assertThat(page.locator(".summary")).containsText("The cut-over must be a date such as 2027-01-31");
        assertThat(page.locator("#mailServers")).hasValue("mx9.example.net\n");
        assertAccessible();
    }

    @Test
    void calendar_isSaved() {
        plan("");

        Download calendar =
                page.waitForDownload(() -> page.getByText("Save as calendar").click());

        assertThat(calendar.suggestedFilename()).isEqualTo("mta-sts-plan.ics");
    }

    @Test
    void result_leadsToThePlan() {
        check("enforcing.lab.test");

        page.getByText("Plan the change with dates").click();
        assertThat(verdict()).hasText("Plan a change of enforcing.lab.test");
        assertAccessible();
    }
}
