package io.mtasts.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import io.mtasts.api.LabResource;
import io.mtasts.lab.FakeHttpsSite;
import io.mtasts.lab.LabFixtures;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The setup in a real browser: from a check to the texts to publish, and their preview. */
@QuarkusTest
@WithTestResource(LabResource.class)
class SetupBrowserIT extends BrowserTestBase {

    private void setup(String query) {
        page.navigate(address + "setup?" + query);
    }

    private Locator preview() {
        return page.locator("#preview");
    }

    private String edited(String from, String to) {
        String text = page.inputValue("#text");
        assertThat(text).contains(from);
        return text.replace(from, to);
    }

    @Test
    void check_linksToTheSetup() {
        check("gap.lab.test");
        page.click(".setup a.button");

        assertThat(page).hasURL(address + "setup?domain=gap.lab.test&mode=enforce");
        assertThat(verdict()).hasText("Policy and record to publish");
        assertThat(page).hasTitle(Pattern.compile("^Setup for gap.lab.test"));
        assertThat(page.locator(".diff .added")).hasText("+ mx: mx.backup.lab.test");
        assertThat(page.locator(".flow").first()).containsText("_mta-sts.gap.lab.test");
        page.click("text=Back to the check");
        assertThat(verdict()).hasText("Mail to mx.backup.lab.test is being refused");
    }

    @Test
    void check_linksToTheSmallestSetup() {
        String domain = "close.lab.test";
        LabFixtures.stageValid(lab, domain);
        LabFixtures.site(
                lab,
                domain,
                FakeHttpsSite.policy("version: STSv1\nmode: testing\nmx: *." + domain + "\nmax_age: 1209601\n"));
        check(domain);
        page.click(".setup a.button");

        assertThat(page).hasURL(address + "setup?domain=" + domain + "&patterns=wildcard&maxAge=1209601");
        assertThat(page.locator(".diff")).hasCount(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            domain=not-configured.lab.test               | Policy and record to publish        | Then wait 14 days
            domain=gap.lab.test&mode=enforce             | Policy and record to publish        | Changes to the current policy
            domain=gap.lab.test&patterns=wildcard        | Policy and record to publish        | broader than needed
            domain=gap.lab.test&mode=none                | Leaving MTA-STS           | Remove the record
            domain=enforcing.lab.test&mode=enforce       | Policy and record to publish        | No steps are needed
            domain=xn--bcher-kva.lab.test                | Policy and record to publish        | bücher.lab.test
            domain=many-mx.lab.test                      | Policy and record to publish        | inbound-mail-exchanger-40
            domain=hostile.lab.test&patterns=wildcard    | Policy and record to publish        | [U+001B][2J
            domain=null-mx.lab.test                      | No policy can be generated | accepts no mail
            domain=gap.lab.test&maxAge=x                 | The setup could not be generated | maxAge
            domain=_mta-sts.example.com                  | This is not a domain name | Did you mean
            """)
    void answer(String query, String heading, String text) {
        setup(query);

        assertThat(verdict()).hasText(heading);
        assertThat(page.locator("main")).containsText(text);
        assertAccessible();
    }

    @Test
    void form_generatesAnotherSetup() {
        setup("domain=gap.lab.test");
        page.selectOption("#mode", "enforce");
        page.selectOption("#patterns", "wildcard");
        page.fill("#days", "7");
        page.click("text='Generate'");

        assertThat(page.locator("#text")).hasValue(Pattern.compile("mode: enforce\nmx: \\*\\.gap\\.lab\\.test\n"));
        assertThat(page.locator("#text")).hasValue(Pattern.compile("max_age: 604800"));
        assertThat(page.locator("#patterns")).hasValue("wildcard");
        assertThat(page.locator("#mode")).hasValue("enforce");
    }

    @Test
    void preview_changesWhileTyping() {
        setup("domain=gap.lab.test&mode=enforce");
        assertThat(preview()).isEmpty();

        page.fill("#text", edited("mx: mx.backup.lab.test\n", ""));
        assertThat(preview().locator("tr.uncovered")).hasCount(1);
        assertThat(preview().locator("tr.uncovered")).containsText("mx.backup.lab.test");
        assertThat(page.locator(".preview [role=status]")).containsText("With this policy in its place");
        assertAccessible();

        page.fill("#text", edited("mx: mx1.gap", "mx: mx.backup.lab.test\nmx: mx1.gap"));
        assertThat(preview().locator("tr.uncovered")).hasCount(0);
        assertThat(preview().locator(".yes")).hasCount(2);

        page.fill("#text", edited("enforce", "enforced"));
        assertThat(preview()).containsText("enforced");
        assertThat(preview().locator("section:has(#mx) .state")).hasText("Not applicable");
        assertThat(page).hasURL(address + "setup?domain=gap.lab.test&mode=enforce");
    }

    @Test
    void preview_hasTheWholeReport() {
        context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
        setup("domain=gap.lab.test&mode=enforce");
        page.fill("#text", edited("enforce", "enfroce"));

        assertThat(preview().locator(".verdict.bad h2")).hasText("Preview: Broken");
        assertThat(preview().locator("#policy ~ pre mark, pre mark").first()).hasText("enfroce");
        preview().locator("text=Marked in the policy").click();
        assertThat(preview().locator("#policy")).isInViewport();
        preview().locator("button.copy").first().click();
        assertThat(preview().locator("button.copy").first()).hasText("Copied");
        assertThat((String) page.evaluate("navigator.clipboard.readText()")).contains("mode: enforce");
        assertThat((List<?>) page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)"))
                .doesNotHaveDuplicates();
        assertAccessible();
    }

    @Test
    void preview_notAPolicy() {
        setup("domain=gap.lab.test");
        page.fill("#text", "<script>alert(1)</script>");

        assertThat(preview()).containsText("<script>alert(1)</script>");
        assertThat(page.locator("#preview script, #preview img")).hasCount(0);
    }

    @Test
    void preview_tooLong() {
        setup("domain=gap.lab.test");
        page.fill("#text", "x".repeat(70_000));

        assertThat(preview()).containsText("may be too long");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mx?domain=many-mx.lab.test         | 40 mail servers             | inbound-mail-exchanger-40
            mx?domain=null-mx.lab.test         | Accepts no mail             | null MX
            mx?domain=implicit-mx.lab.test     | The domain itself accepts mail | 127.0.1.25
            mx?domain=no-such-name.lab.test    | No mail server              | does not exist
            mx?domain=_dmarc.example.com       | This is not a domain name   | Did you mean
            tls-rpt?domain=enforcing.lab.test  | Senders report failures     | Generate the record
            tls-rpt?domain=no-tlsrpt.lab.test  | No TLS reporting            | mailto:tls-reports@no-tlsrpt.lab.test
            tls-rpt?domain=hostile.lab.test    | Senders ignore the record   | Generate the record
            tls-rpt?domain=_tls.example.com    | This is not a domain name  | Did you mean
            """)
    void part(String query, String heading, String text) {
        page.navigate(address + query);

        assertThat(verdict()).hasText(heading);
        assertThat(page.locator("main")).containsText(text);
        assertAccessible();
    }

    @Test
    void tlsRpt_generatesTheRecord() {
        check("no-tlsrpt.lab.test");
        page.click("text='Generate the record'");
        page.fill("#rua", "mailto:tls@example.com, https://example.net/tls");
        page.click("text='Generate'");
        assertThat(page.locator(".publish code").last())
                .hasText("v=TLSRPTv1; rua=mailto:tls@example.com,https://example.net/tls");
        assertThat(page.locator("#rua")).hasValue("mailto:tls@example.com, https://example.net/tls");

        page.fill("#rua", "tls@example.com");
        page.click("text='Generate'");
        assertThat(page.locator("#rejection")).containsText("mailto:tls@example.com");
        assertThat(page.locator("#rua")).hasValue("tls@example.com");
        assertAccessible();
    }

    @Test
    void worksWithoutJavaScript() {
        open(new Browser.NewContextOptions().setJavaScriptEnabled(false));
        check("gap.lab.test");
        page.click(".setup a.button");
        page.fill("#text", edited("mx: mx.backup.lab.test\n", ""));
        page.click("text='Preview'");

        assertThat(verdict()).hasText("Preview: Mail to mx.backup.lab.test would be refused");
        assertThat(page.locator("tr.uncovered")).containsText("mx.backup.lab.test");
        page.fill("#text", edited("mx: mx1.gap", "mx: mx.backup.lab.test\nmx: mx1.gap"));
        page.click("text='Preview'");
        assertThat(verdict()).hasText("Preview: Enforcing");
        assertThat(page.locator("tr.uncovered")).hasCount(0);
    }
}
