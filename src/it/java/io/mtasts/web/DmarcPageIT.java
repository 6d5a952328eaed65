package io.mtasts.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.microsoft.playwright.Locator;
import io.mtasts.api.LabResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page about DMARC, over the wire and in a real browser. */
@QuarkusTest
@WithTestResource(LabResource.class)
class DmarcPageIT extends BrowserTestBase {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            reject.dmarc.lab.test       | Enforcing                    | No problems were found
            news.reject.dmarc.lab.test  | Enforcing                    | by the record of reject.dmarc.lab.test
            gone.np.dmarc.lab.test      | Enforcing                    | does not exist
            bank.suffix.dmarc.lab.test  | Enforcing                    | public suffix
            testing.dmarc.lab.test      | Testing                      | quarantine: mail that fails DMARC is treated as suspicious (the published policy is reject)
            monitoring.dmarc.lab.test   | Monitoring only              | p=quarantine
            old.dmarc.lab.test          | Enforcing                    | Remove pct=50
            authorized.dmarc.lab.test   | Enforcing                    | Authorized
            unauthorized.dmarc.lab.test | Enforcing                    | Not authorized
            no-policy.dmarc.lab.test    | Broken                       | no valid policy
            two-records.dmarc.lab.test  | Broken                       | More than one
            hostile.dmarc.lab.test      | Monitoring only              | [U+001B][2J
            absent.dmarc.lab.test       | Not set up                   | dmarc-reports@absent.dmarc.lab.test
            servfail.dmarc.lab.test     | A lookup failed              | SERVFAIL
            _dmarc.example.com          | This is not a domain name   | Did you mean
            """)
    void answer(String typed, String heading, String text) {
        page.navigate(address + "dmarc?domain=" + typed);

        assertThat(verdict()).hasText(heading);
        assertThat(page).hasTitle(Pattern.compile("^" + heading + ".*MTA-STS Checker$"));
        assertThat(page.locator(".result")).containsText(text);
        assertAccessible();
    }

    @Test
    void form_checksDmarc() {
        page.navigate(address + "dmarc");
        assertAccessible();

        page.fill("#domain", "testing.dmarc.lab.test");
        page.click("button[type=submit]");

        assertThat(verdict()).hasText("Testing");
        assertThat(page).hasURL(Pattern.compile("/dmarc\\?domain=testing\\.dmarc\\.lab\\.test$"));
        assertThat(page.locator("#domain")).hasValue("testing.dmarc.lab.test");
    }

    @Test
    void tags_areReadByTheirValuesAndToldFromDefaults() {
        page.navigate(address + "dmarc?domain=testing.dmarc.lab.test");

        Locator policy = page.locator("section:has(#policy)");
        assertThat(policy.locator("dl:not(.defaults)").last()).containsText("t=y");
        assertThat(policy.locator("dl:not(.defaults)").last()).containsText("Test mode is on");
        assertThat(policy.locator(".defaults")).containsText("adkim=r");
        assertThat(policy.locator(".defaults")).containsText("(relaxed)");
        assertThat(policy.locator(".defaults")).not().containsText("t=");
    }

    @Test
    void generator_startsFromTheRecordAndKeepsItsTags() {
        page.navigate(address + "dmarc?domain=testing.dmarc.lab.test");
        assertThat(page.locator("#p")).hasValue("reject");
        assertThat(page.locator("#t")).hasValue("y");

        page.selectOption("#p", "quarantine");
        page.selectOption("#sp", "reject");
        page.selectOption("#t", "n");
        page.fill("#rua", "reports@example.com");
        page.click("text='Generate'");
        assertThat(page.locator("#rejection")).containsText("reports@example.com");
        assertAccessible();

        page.fill("#rua", "mailto:reports@example.com");
        page.click("text='Generate'");
        assertThat(page.locator("section:has(#generate) .publish code"))
                .hasText("v=DMARC1; p=quarantine; rua=mailto:reports@example.com; sp=reject");
        assertAccessible();
    }

    /** After a check of MTA-STS it is one click away. */
    @Test
    void link_goesFromACheckToDmarcAndBack() {
        check("enforcing.lab.test");

        page.click("text=Check the DMARC of enforcing.lab.test");
        assertThat(verdict()).hasText("Not set up");

        page.click("text=Check the MTA-STS of enforcing.lab.test");
        assertThat(verdict()).hasText("Enforcing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            reject.dmarc.lab.test   | 200 | Enforcing
            timeout.dmarc.lab.test  | 200 | A name server did not respond
            <script>alert(1)</script> | 400 | &lt;script&gt;
            """)
    void html_hasTheStatusOfTheProblem(String typed, int status, String text) {
        String html = given().queryParam("domain", typed)
                .get("/dmarc")
                .then()
                .statusCode(status)
                .contentType("text/html;charset=UTF-8")
                .header("Content-Security-Policy", startsWith("default-src 'none'"))
                .header("Cache-Control", equalTo("private, no-cache"))
                .body(containsString(text))
                .extract()
                .asString();

        assertThat(html)
                .doesNotContain("style=", "<style", "<script>", "src=\"http")
                .containsOnlyOnce("<script");
    }

    @Test
    void outsideText_isShownAndInert() {
        assertThat(given().queryParam("domain", "hostile.dmarc.lab.test")
                        .get("/dmarc")
                        .asString())
                .contains("&lt;script&gt;alert(&#39;dmarc&#39;)&lt;/script&gt;", "[U+001B][2J")
                .doesNotContain("<script>alert", "\u001b", "href=\"javascript");
    }

    @Test
    void head_checksNothing() {
        given().queryParam("domain", "reject.dmarc.lab.test")
                .head("/dmarc")
                .then()
                .statusCode(200);

        assertThat(lab.dns().queries()).isEmpty();
    }
}
