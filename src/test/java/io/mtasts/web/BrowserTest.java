package io.mtasts.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.WaitUntilState;
import io.mtasts.api.LabResource;
import io.mtasts.lab.Fault;
import io.mtasts.lab.LabDomains;
import io.mtasts.lab.Laboratory;
import io.mtasts.lab.Site;
import io.mtasts.lab.Staging;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page as people meet it, in a real browser. */
@QuarkusTest
@WithTestResource(LabResource.class)
class BrowserTest {

    private static Chromium chromium;

    Laboratory lab;

    @TestHTTPResource
    String address;

    private final List<String> complaints = new ArrayList<>();
    private BrowserContext context;
    private Page page;

    @AfterAll
    static void stopBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void stage() {
        // Not once for all: a class that is left out as a whole is not counted as skipped.
        if (chromium == null) {
            chromium = Chromium.start();
        }
        lab.reset();
        LabDomains.stage(lab);
        open(new Browser.NewContextOptions());
    }

    @AfterEach
    void close() {
        if (context != null) {
            context.close();
        }
        // What the browser writes to its console: violations of the policy for content, errors of the script.
        assertThat(complaints).isEmpty();
    }

    private void open(Browser.NewContextOptions options) {
        if (context != null) {
            context.close();
        }
        context = chromium.browser().newContext(options.setReducedMotion(ReducedMotion.REDUCE));
        context.setDefaultTimeout(15_000);
        page = context.newPage();
        page.onPageError(complaints::add);
        page.onDialog(dialog -> complaints.add("a dialog: " + dialog.message()));
        page.onConsoleMessage(message -> {
            // Chromium notes the status of a page that was rejected; that is no complaint.
            if (message.type().equals("error") && !message.text().contains("status of 400")) {
                complaints.add(message.text());
            }
        });
    }

    private void check(String domain) {
        page.navigate(address + "?domain=" + domain);
    }

    private Locator verdict() {
        return page.locator("#verdict");
    }

    private void assertAccessible() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            assertThat(new AxeBuilder(page)
                            .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                            .analyze()
                            .getViolations())
                    .as(scheme + " " + page.url())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            enforcing.lab.test          | Enforcing               | Nothing needs to be done
            xn--bcher-kva.lab.test      | Enforcing               | bücher.lab.test
            gap.lab.test                | Enforcing, with a gap   | What happens to mail now
            many-mx.lab.test            | Enforcing               | inbound-mail-exchanger-40
            implicit-mx.lab.test        | Enforcing               | Warning
            testing.lab.test            | Testing                 | senders report failures
            disabled.lab.test           | Switched off            | mode none
            not-configured.lab.test     | Not set up              | To set up MTA-STS
            half.lab.test               | Broken                  | no TXT record
            broken-record.lab.test      | Broken                  | letters and digits
            two-records.lab.test        | Broken                  | More than one
            broken-policy.lab.test      | Broken                  | enforced
            redirect.lab.test           | Broken                  | redirect
            broken-certificate.lab.test | Broken                  | expired
            private-address.lab.test    | Broken                  | 10.0.0.5
            hostile.lab.test            | Broken                  | [U+001B][2J
            servfail.lab.test           | A look-up failed        | What was seen all the same
            dns-timeout.lab.test        | A name server did not answer | no verdict
            https://example.com/x       | That is not a domain name    | Did you mean
            """)
    void answer(String typed, String heading, String text) {
        check(typed);

        assertThat(verdict()).hasText(heading);
        assertThat(page).hasTitle(Pattern.compile("^" + heading + ".*MTA-STS Checker$"));
        assertThat(page.locator(".result")).containsText(text);
        assertThat(page.locator(".running")).isHidden();
        assertAccessible();
    }

    @Test
    void home_isAccessible() {
        page.navigate(address);

        assertThat(page.locator("#domain")).isFocused();
        assertAccessible();
    }

    @Test
    void gap_namesTheServerAndWhatHappensToItsMail() {
        check("gap.lab.test");

        assertThat(page.locator(".gap")).containsText("mx.backup.lab.test (preference 20)");
        assertThat(page.locator(".gap")).containsText("bounces");
        assertThat(page.locator("tr.uncovered")).containsText("Not covered");
        assertThat(page.locator(".finding").first().locator(".badge")).hasText("Critical");
    }

    @Test
    void running_showsWhatIsKnownAndCanBeCancelled() {
        Staging.sound(lab, "silent.lab.test");
        lab.sites().site("mta-sts.silent.lab.test", Site.broken(Fault.SILENCE_AFTER_TLS));
        page.navigate(
                address + "?domain=silent.lab.test", new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));

        Locator step = page.locator(".step").last();
        assertThat(step).containsText("5 of 6 parts known");
        assertThat(step.locator(".done")).hasCount(5);
        assertThat(step.locator(".open")).containsText("Policy over HTTPS");
        assertThat(step).containsText("mx1.silent.lab.test");
        assertThat(step).isVisible();
        assertThat(page.locator(".step").first()).isHidden();
        assertThat(page.locator(".result")).hasCount(0);

        page.locator("text=Cancel").click();
        assertThat(page.locator("#domain")).hasValue("silent.lab.test");
        assertThat(page.locator(".running")).hasCount(0);
        assertThat(page.locator("#how")).isVisible();
    }

    @Test
    void running_isAccessible() {
        // The state with everything open, kept: a document that is still loading cannot be examined.
        page.navigate(address);
        page.evaluate(
                "html => document.querySelector('form').insertAdjacentHTML('afterend', html)",
                Templates.running("example.com", "example.com").render()
                        + Templates.step(Step.of(java.util.Map.of())).render()
                        + io.mtasts.web.Page.END_OF_RUNNING);
        page.evaluate("document.getElementById('how').remove()");

        assertThat(page.locator(".step")).isVisible();
        assertAccessible();
    }

    @Test
    void permalink_backAndForward() {
        page.navigate(address);
        page.fill("#domain", " gap.lab.test ");
        page.press("#domain", "Enter");
        assertThat(verdict()).hasText("Enforcing, with a gap");
        assertThat(verdict()).isFocused();
        assertThat(page).hasURL(address + "?domain=gap.lab.test");

        page.fill("#domain", "testing.lab.test");
        page.click("text=Check MTA-STS");
        assertThat(verdict()).hasText("Testing");

        page.goBack();
        assertThat(verdict()).hasText("Enforcing, with a gap");
        page.goBack();
        assertThat(verdict()).hasCount(0);
        page.goForward();
        assertThat(verdict()).hasText("Enforcing, with a gap");
        assertThat(page.locator("#domain")).hasValue("gap.lab.test");
        assertThat(page.locator("form button[type=submit]")).isEnabled();
    }

    @Test
    void worksWithoutJavaScript() {
        open(new Browser.NewContextOptions().setJavaScriptEnabled(false));
        page.navigate(address);
        page.fill("#domain", "gap.lab.test");
        page.click("text=Check MTA-STS");

        assertThat(verdict()).hasText("Enforcing, with a gap");
        assertThat(page.locator(".running")).isHidden();
        assertThat(page.locator(".copy").first()).isHidden();
        page.click("summary:has-text('Raw JSON')");
        assertThat(page.locator("details pre").last()).containsText("\"verdict\" : \"enforcing\"");

        check("someone@testing.lab.test");
        page.click(".suggestion a");
        assertThat(verdict()).hasCount(1);
    }

    @Test
    void copyButton_copiesTheVeryText() {
        context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
        check("gap.lab.test");

        page.click("button.copy");

        assertThat(page.locator("button.copy").first()).hasText("Copied");
        assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo("mx: mx.backup.lab.test");
    }

    @Test
    void pastedAddress_isOfferedAsTheDomain() {
        page.navigate(address);
        page.fill("#domain", "https://user@testing.lab.test:8443/path?x#y");
        page.click("text=Use testing.lab.test");
        assertThat(page.locator("#domain")).hasValue("testing.lab.test");
        page.fill("#domain", "someone@testing.lab.test");
        assertThat(page.locator("#meant button")).hasText("Use testing.lab.test");
        page.fill("#domain", "testing.lab.test");
        assertThat(page.locator("#meant")).isHidden();
    }

    @Test
    void hostileText_isText() {
        check("hostile.lab.test");

        assertThat(page.locator("#record ~ *, pre.text").first()).isVisible();
        assertThat(page.locator("main img, main script, main iframe")).hasCount(0);
        assertThat(page.locator("a[href^='javascript']")).hasCount(0);
        assertThat(page.locator("mark").first()).containsText("<script>alert('mta-sts')</script>");
    }

    @ParameterizedTest
    @CsvSource({"320", "390", "768", "1280"})
    void nothing_isWiderThanTheWindow(int width) {
        page.setViewportSize(width, 900);
        for (String domain : List.of("gap.lab.test", "hostile.lab.test", "many-mx.lab.test", "servfail.lab.test")) {
            check(domain);
            assertThat(page.evaluate("document.documentElement.scrollWidth"))
                    .as(domain)
                    .isEqualTo(width);
        }
    }

    @Test
    void print_isTheResultOnly() {
        check("gap.lab.test");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

        assertThat(verdict()).isVisible();
        assertThat(page.locator("#domain")).isHidden();
        assertThat(page.locator("#how")).isHidden();
    }
}
