package io.mtasts.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.FilePayload;
import io.mtasts.api.LabResource;
import io.mtasts.tlsreport.Reports;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page of TLS reports in a browser. */
@QuarkusTest
@WithTestResource(LabResource.class)
class ReportsBrowserIT extends BrowserTestBase {

    private static final String REPORT = Reports.STANDARD
            .replace("mode: testing", "mode: enforce")
            .replace("*.mail.company-y.example", "mx1.gap.lab.test")
            .replace("[\"mx1.gap.lab.test\"]", "\"mx1.gap.lab.test\"")
            .replace("mx-backup.mail.company-y.example", "mx.backup.lab.test")
            .replace("mx1.mail.company-y.example", "mx1.gap.lab.test")
            .replace("mx2.mail.company-y.example", "mx2.gap.lab.test")
            .replace("company-y.example", "gap.lab.test");

    private static FilePayload file(byte[] content) {
        return new FilePayload("report.json.gz", "application/gzip", content);
    }

    private void open() {
        page.navigate(address + "reports");
    }

    @Test
    void report_isExplained() {
        open();
        assertAccessible();

        page.getByLabel("Report file").setInputFiles(file(Reports.gzip(Reports.utf8(REPORT))));
        page.locator("button:has-text('Explain report')").click();

        assertThat(verdict()).hasText("303 failed sessions");
        assertThat(verdict()).isFocused();
        assertThat(page.locator(".summary")).containsText("Causes today: 1 still there, 1 gone, 1 not known.");
        assertThat(page.locator(".finding.error .today"))
                .hasText("Today no pattern of the policy matches mx.backup.lab.test.");
        assertThat(page.locator(".finding.gone h4")).containsText("starttls-not-supported at mx2.gap.lab.test");
        assertThat(page.locator(".finding.gone")).not().containsText("Enable STARTTLS on this server");
        assertThat(page.locator(".reported > p").first()).containsText("max_age was 1 day and is 14 days");
        assertThat(page.locator("details.card summary")).hasText("1 deviation from RFC 8460");
        page.locator("summary").all().forEach(summary -> summary.click());
        assertThat(page.locator(".deviations code")).hasText("/policies/0/policy/mx-host");
        assertAccessible();
    }

    @Test
    void report_canBeDropped() {
        open();

        var transfer = page.evaluateHandle(
                "text => { const data = new DataTransfer(); data.items.add(new File([text], 'r.json')); return data; }",
                REPORT);
        page.locator(".drop").dispatchEvent("dragover", Map.of("dataTransfer", transfer));
        assertThat(page.locator(".drop.over")).isVisible();
        page.locator(".drop").dispatchEvent("drop", Map.of("dataTransfer", transfer));

        assertThat(verdict()).hasText("303 failed sessions");
    }

    @Test
    void report_withoutScript() {
        open(new Browser.NewContextOptions().setJavaScriptEnabled(false));
        open();
        assertThat(page.locator(".hint")).isHidden();

        page.getByLabel("Report file").setInputFiles(file(Reports.utf8(REPORT)));
        page.locator("button:has-text('Explain report')").click();

        assertThat(verdict()).hasText("303 failed sessions");
    }

    @Test
    void rejection_isShownWithTheForm() {
        open();

        page.getByLabel("Report file").setInputFiles(file(Reports.utf8("{\"policies\": [")));
        page.locator("button:has-text('Explain report')").click();

        assertThat(page.locator(".rejection")).containsText("The file is not valid JSON");
        assertThat(page.getByLabel("Report file")).hasAttribute("aria-invalid", "true");
        assertAccessible();
    }

    @Test
    void tlsRptPage_linksToReports() {
        for (String path : List.of("tls-rpt", "tls-rpt?domain=enforcing.lab.test")) {
            page.navigate(address + path);
            assertAccessible();
            page.locator("a[href=reports]").first().click();

            assertThat(page.locator("h1")).hasText("What does this TLS report mean?");
        }
    }
}
