package io.mtasts.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.Media;
import io.mtasts.api.LabResource;
import io.mtasts.lab.FakeHttpsSite;
import io.mtasts.lab.LabFixtures;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page as people meet it, in a real browser. */
@QuarkusTest
@WithTestResource(LabResource.class)
class BrowserIT extends BrowserTestBase {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            enforcing.lab.test          | Enforcing               | No problems were found
            xn--bcher-kva.lab.test      | Enforcing               | bücher.lab.test
            gap.lab.test                | Mail to mx.backup.lab.test is being refused | What happens to mail now
            many-mx.lab.test            | Enforcing               | inbound-mail-exchanger-40
            implicit-mx.lab.test        | Enforcing               | Warning
            address-other-policy.lab.test | Enforcing, with an error | do not serve the same policy
            unknown.lab.test            | This domain does not exist | Check the spelling
            testing.lab.test            | Testing                 | senders report failures
            disabled.lab.test           | Disabled                | mode none
            not-configured.lab.test     | Not set up              | To set up MTA-STS
            half.lab.test               | Broken                  | no TXT record
            broken-record.lab.test      | Broken                  | letters and digits
            two-records.lab.test        | Broken                  | More than one
            broken-policy.lab.test      | Broken                  | enforced
            redirect.lab.test           | Broken                  | redirect
            broken-certificate.lab.test | Broken                  | expired
            private-address.lab.test    | Broken                  | 10.0.0.5
            hostile.lab.test            | Broken                  | [U+001B][2J
            servfail.lab.test           | A lookup failed         | What was observed
            dns-timeout.lab.test        | A name server did not respond | no verdict
            _mta-sts.example.com        | This is not a domain name   | Did you mean
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
    void gap_namesTheServerAndTheConsequence() {
        check("gap.lab.test");

        assertThat(page.locator(".gap")).containsText("mx.backup.lab.test (preference 20), a backup server");
        assertThat(page.locator(".gap")).containsText("bounces");
        assertThat(page.locator("tr.uncovered")).containsText("Not covered");
        assertThat(page.locator("tr.uncovered .badge")).hasText("Refused backup server");
        assertThat(page.locator(".finding").first().locator(".badge")).hasText("Critical");
    }

    @Test
    void gap_ofAllServers() {
        LabFixtures.stageValid(lab, "moved.lab.test");
        LabFixtures.site(
                lab, "moved.lab.test", FakeHttpsSite.policy(LabFixtures.policy("enforce", "mx.former-provider.test")));
        check("moved.lab.test");

        assertThat(verdict()).hasText("All mail to moved.lab.test is being refused");
        assertThat(page.locator(".gap")).containsText("No server is left");
        assertThat(page.locator(".finding.critical pre").first())
                .hasText(
                        "version: STSv1\nmode: enforce\nmx: mx.former-provider.test\nmx: mx1.moved.lab.test\nmax_age: 1209600");
        assertAccessible();
    }

    @Test
    void gap_ofManyServersIsSummarized() {
        String domain = "many-gaps.lab.test";
        LabFixtures.stageValid(lab, domain);
        LabFixtures.mx(
                lab,
                domain,
                IntStream.rangeClosed(1, 20)
                        .mapToObj(i -> "mx" + i + ".former." + domain)
                        .toArray(String[]::new));
        check(domain);

        assertThat(page.locator(".summary")).containsText("mx3.former." + domain + " and 17 more are not covered");
        assertThat(page.locator(".gap li")).hasCount(6);
        assertThat(page.locator(".gap li").last()).hasText("and 15 more, marked in the table");
        assertThat(page.locator(".finding.critical")).hasCount(1);
        assertThat(page.locator(".finding.critical pre").first()).containsText("mx: mx20.former." + domain);
        assertThat(page.locator("tr.uncovered")).hasCount(20);
        assertAccessible();
    }

    @Test
    void longestNames_fitThePhone() {
        String domain = "a".repeat(60) + "." + "b".repeat(60) + "." + "c".repeat(60) + ".long.lab.test";
        LabFixtures.record(lab, domain);
        LabFixtures.mx(lab, domain, "mx1." + domain, "mx2." + domain);
        LabFixtures.site(lab, domain, FakeHttpsSite.policy(LabFixtures.policy("enforce", "mx1." + domain)));
        check(domain);

        assertThat(verdict()).hasText("Mail to mx2." + domain + " is being refused");
        assertAccessible();
    }

    @ParameterizedTest
    @CsvSource({
        "enforcing.lab.test, good",
        "implicit-mx.lab.test, warn",
        "gap.lab.test, bad",
        "testing.lab.test, warn",
        "broken-policy.lab.test, bad",
        "disabled.lab.test, calm",
        "not-configured.lab.test, calm"
    })
    void colour_isThatOfTheWorstFinding(String domain, String tone) {
        check(domain);

        assertThat(page.locator(".verdict." + tone)).isVisible();
    }

    @Test
    void permalink_worksWithBackAndForward() {
        page.navigate(address);
        page.fill("#domain", " gap.lab.test ");
        page.press("#domain", "Enter");
        assertThat(verdict()).hasText("Mail to mx.backup.lab.test is being refused");
        assertThat(verdict()).isFocused();
        assertThat(page).hasURL(address + "?domain=gap.lab.test");

        page.fill("#domain", "testing.lab.test");
        page.click("text=Check MTA-STS");
        assertThat(verdict()).hasText("Testing");

        page.goBack();
        assertThat(verdict()).hasText("Mail to mx.backup.lab.test is being refused");
        page.goBack();
        assertThat(verdict()).hasCount(0);
        page.goForward();
        assertThat(verdict()).hasText("Mail to mx.backup.lab.test is being refused");
        assertThat(page.locator("#domain")).hasValue("gap.lab.test");
        assertThat(page.locator("form button[type=submit]").first()).isEnabled();
    }

    @Test
    void worksWithoutJavaScript() {
        open(new Browser.NewContextOptions().setJavaScriptEnabled(false));
        page.navigate(address);
        page.fill("#domain", "gap.lab.test");
        page.click("text=Check MTA-STS");

        assertThat(verdict()).hasText("Mail to mx.backup.lab.test is being refused");
        assertThat(page.locator(".running")).isHidden();
        assertThat(page.locator(".copy").first()).isHidden();
        page.click("summary:has-text('Raw JSON')");
        assertThat(page.locator("details pre").last()).containsText("\"verdict\" : \"enforcing\"");

        check("someone@testing.lab.test");
        assertThat(page.locator(".notice")).hasText("You entered a mail address; checked testing.lab.test.");
        assertThat(verdict()).hasText("Testing");
    }

    @Test
    void copyButton_copiesTheVeryText() {
        context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
        check("gap.lab.test");

        page.click("button.copy");

        assertThat(page.locator("button.copy").first()).hasText("Copied");
        assertThat(page.evaluate("navigator.clipboard.readText()"))
                .isEqualTo("version: STSv1\nmode: enforce\nmx: mx1.gap.lab.test\nmx: mx.backup.lab.test\n"
                        + "max_age: 1209600");
        page.locator(".finding.critical button.copy").last().click();
        assertThat(page.locator(".finding.critical button.copy").last()).hasText("Copied");
        assertThat((String) page.evaluate("navigator.clipboard.readText()")).startsWith("v=STSv1; id=");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://user@testing.lab.test:8443/path?x#y | You entered a web address; checked testing.lab.test.
            testing.lab.test/path                       | You entered a web address; checked testing.lab.test.
            someone@testing.lab.test                    | You entered a mail address; checked testing.lab.test.
            testing.lab.test:25                         | You entered a name with a port; checked testing.lab.test.
            """)
    void pastedAddress_isTaken(String typed, String notice) {
        page.navigate(address);
        page.fill("#domain", typed);
        page.press("#domain", "Enter");

        assertThat(verdict()).hasText("Testing");
        assertThat(page.locator(".notice")).hasText(notice);
        assertThat(page.locator("#domain")).hasValue("testing.lab.test");
        assertAccessible();
    }

    @Test
    void examples_areCheckedByAClick() {
        page.navigate(address);
        page.click(".examples a:has-text('gap.lab.test')");

        assertThat(verdict()).hasText("Mail to mx.backup.lab.test is being refused");
        assertThat(page.locator(".examples")).hasCount(0);
    }

    @Test
    void explanation_isCollapsedBelowAResult() {
        check("enforcing.lab.test");
        assertThat(page.locator("#how .flow")).isHidden();
        page.click("text=How MTA-STS works");
        assertThat(page.locator("#how .flow")).isVisible();
        assertAccessible();
    }

    @Test
    void tabKey_stopsOnlyAtWhatScrolls() {
        check("gap.lab.test");
        assertThat(page.locator("pre[tabindex]")).hasCount(0);

        page.click("summary:has-text('Raw JSON')");
        assertThat(page.locator("pre[tabindex]")).hasCount(1);
        assertThat(page.locator("pre[tabindex]")).hasAttribute("aria-label", "Raw JSON");
        assertAccessible();
    }

    @Test
    void hostileText_isShownAsText() {
        check("hostile.lab.test");

        assertThat(page.locator("#record ~ *, pre.text").first()).isVisible();
        assertThat(page.locator("main img, main script:not([src^='page.js?']), main iframe"))
                .hasCount(0);
        assertThat(page.locator("a[href^='javascript']")).hasCount(0);
        assertThat(page.locator("mark").first()).containsText("<script>alert('mta-sts')</script>");
    }

    @ParameterizedTest
    @CsvSource({"320", "390", "640", "768", "1280"})
    void nothing_isWiderThanTheWindow(int width) {
        page.setViewportSize(width, 900);
        for (String path : List.of(
                "?domain=gap.lab.test",
                "?domain=hostile.lab.test",
                "?domain=many-mx.lab.test",
                "?domain=servfail.lab.test",
                "?domain=enforcing.lab.test&include=replicas",
                "?domain=server-lame.lab.test&include=replicas",
                "mx?domain=many-mx.lab.test",
                "dmarc?domain=unauthorized.dmarc.lab.test",
                "setup?domain=gap.lab.test",
                "plan?domain=gap.lab.test",
                "senders",
                "validate",
                "problems",
                "problems/mx-uncovered-some",
                "list",
                "nothing")) {
            page.navigate(address + path);
            assertThat(page.evaluate("document.documentElement.scrollWidth"))
                    .as(path)
                    .isEqualTo(width);
            assertThat(textsCut()).as(path).isEmpty();
            // The names of some programs are long and have hyphens.
            if (!path.equals("senders")) {
                assertThat(wordsBroken()).as(path).isEmpty();
            }
            assertThat(page.locator("h1")).hasCount(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?domain=gap.lab.test",
                "setup?domain=gap.lab.test",
                "plan?domain=gap.lab.test",
                "tls-rpt?domain=gap.lab.test",
                "dmarc?domain=reject.dmarc.lab.test"
            })
    void print_hasNoControls(String path) {
        page.navigate(address + path);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

        assertThat(page.locator("button:visible, select:visible, input:visible, textarea:visible"))
                .hasCount(0);
    }

    @Test
    void reply_isExplainedFirst() {
        page.navigate(address + "?domain=gap.lab.test&reply=5.4.8");
        assertThat(page.locator("section:has(#senders) ~ section.findings")).isVisible();
        assertThat(page.locator("section:has(#senders)")).containsText("5.4.8");

        check("gap.lab.test");
        assertThat(page.locator("section:has(#setup) ~ section:has(#senders)")).isVisible();
        assertThat(page.locator("section:has(#mx) ~ section:has(#senders)")).isVisible();
    }

    @Test
    void validation_keepsTheTextsAndMarksTheirMistakes() {
        page.navigate(address + "validate");
        assertThat(page.locator("h1")).hasText("Validate texts");
        page.fill("[name=txt]", "v=STSv1; id=2026-04-01");
        page.fill("[name=policy]", "version: STSv1\nmode: enforced\nmx: mx1.example.com\nmax_age: 86400\n");
        page.click("text='Validate'");

        assertThat(page.locator("[name=policy]"))
                .hasValue("version: STSv1\nmode: enforced\nmx: mx1.example.com\nmax_age: 86400\n");
        page.click("text=Marked in the policy, line 2");
        assertThat(page.locator("#policy mark")).hasText("enforced");
        assertThat(page.locator("#policy mark")).isInViewport();
        assertThat(page.locator("#record mark")).hasText("id=2026-04-01");
        assertThat(page.locator(".copy").first()).isVisible();
        assertAccessible();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            senders                    | What senders do
            problems                   | Codes
            problems/mx-uncovered-some | mx-uncovered-some
            """)
    void reference_hasAHeadingOfItsOwn(String path, String heading) {
        page.navigate(address + path);

        assertThat(page.locator("h1")).hasText(heading);
        assertThat(page.locator("main")).not().containsText("[U+");
        assertAccessible();
    }

    @Test
    void unknownPage_isForPeople() {
        page.navigate(address + "nothing");

        assertThat(verdict()).hasText("Page not found");
        assertThat(page.locator(".summary")).not().containsText("/api/");
        assertThat(verdict()).isFocused();
        assertAccessible();
    }

    @Test
    void print_isTheResultOnly() {
        check("gap.lab.test");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

        assertThat(verdict()).isVisible();
        assertThat(page.locator("#domain")).isHidden();
        assertThat(page.locator("#how")).isHidden();
        assertThat(page.locator(".when")).containsText("Checked on");
        assertThat(page.locator(".permalink")).hasAttribute("href", address + "?domain=gap.lab.test");
        assertThat(page.locator(".badge.critical").first()).hasCSS("print-color-adjust", "exact");
    }

    @Test
    void highContrast_keepsBorders() {
        page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        check("gap.lab.test");

        for (String part : List.of("form button", ".copy", ".badge", ".state", ".button")) {
            assertThat(page.locator(part).first()).hasCSS("border-top-width", "1px");
            assertThat(page.locator(part).first()).hasCSS("border-top-style", "solid");
        }
    }
}
