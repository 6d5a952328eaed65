package io.mtasts.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import io.mtasts.api.LabResource;
import io.mtasts.api.StarttlsEnabledProfile;
import io.mtasts.lab.LabFixtures;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of the mail servers in a browser, where they are connected to. */
@QuarkusTest
@TestProfile(StarttlsEnabledProfile.class)
@WithTestResource(LabResource.class)
class MailServersBrowserIT extends BrowserTestBase {

    @Test
    void valid() {
        check("enforcing.lab.test");

        assertThat(verdict()).hasText("Enforcing");
        assertThat(page.locator("section:has(#mx) tbody tr")).containsText("Delivered");
        assertAccessible();
    }

    @Test
    void expired() {
        check("mx-expired.lab.test");

        assertThat(verdict()).hasText("All mail to mx-expired.lab.test is being refused");
        assertThat(page.locator(".gap li"))
                .containsText("mx1.mx-expired.lab.test (preference 10), which has no valid TLS");
        assertThat(page.locator("tr.uncovered")).containsText("Refused");
        assertAccessible();
    }

    /** What only some senders refuse, or only at some addresses, is no reason for a shield. */
    @ParameterizedTest
    @CsvSource({
        "dane-mismatch.lab.test, 'Enforcing, with a critical error', do not match its certificate",
        "mx-second-address.lab.test, 'Enforcing, with an error', does not offer STARTTLS"
    })
    void faultyThoughEnforcing(String domain, String heading, String cause) {
        check(domain);

        assertThat(verdict()).hasText(heading);
        assertThat(page.locator(".verdict.bad .summary")).containsText(cause);
        assertAccessible();
    }

    /** A wide screen has room for each name. */
    @ParameterizedTest
    @ValueSource(strings = {"enforcing.lab.test", "gap.lab.test", "many-mx.lab.test"})
    void names_areNotBrokenOnAWideScreen(String domain) {
        page.setViewportSize(1280, 900);
        check(domain);

        assertThat(page.locator("tbody .host, tbody .by code")).not().hasCount(0);
        Assertions.assertThat((List<?>) page.locator("tbody .host, tbody .by code")
                        .evaluateAll("names => names.filter(name => new Set([...name.getClientRects()]"
                                + ".map(box => Math.round(box.top))).size > 1).map(name => name.textContent)"))
                .isEmpty();
    }

    @Test
    void many() {
        check("many-mx.lab.test");

        assertThat(page.locator("section:has(#mx) tbody tr")).hasCount(40);
        assertThat(page.locator("section:has(#mx) tbody tr").first()).containsText("Delivered");
        assertThat(page.locator("section:has(#mx) tbody tr").last()).containsText("not checked");
        assertAccessible();
    }

    /** Each row is read like a card on a phone, and like a line on a wide screen. */
    @ParameterizedTest
    @CsvSource({
        "320, enforcing.lab.test, 1",
        "320, three.lab.test, 3",
        "320, many-mx.lab.test, 40",
        "390, enforcing.lab.test, 1",
        "390, three.lab.test, 3",
        "390, many-mx.lab.test, 40",
        "640, enforcing.lab.test, 1",
        "640, three.lab.test, 3",
        "640, many-mx.lab.test, 40"
    })
    void table_canBeReadOnAPhone(int width, String domain, int servers) {
        LabFixtures.stageValid(lab, "three.lab.test");
        LabFixtures.mx(lab, "three.lab.test", "mx1.three.lab.test", "mx2.three.lab.test", "mx.backup.lab.test");
        page.setViewportSize(width, 900);
        check(domain);
        Locator rows = page.locator("section:has(#mx) tbody tr");
        assertThat(rows).hasCount(servers);

        for (Object height : (List<?>) rows.evaluateAll("rows => rows.map(row => row.offsetHeight)")) {
            Assertions.assertThat((Integer) height).as("height of a row").isBetween(40, 400);
        }
        for (Object cell : (List<?>) rows.evaluateAll("rows => rows.flatMap(row => [...row.cells]"
                + ".filter(cell => cell.checkVisibility()).map(cell => cell.clientWidth"
                + " - parseFloat(getComputedStyle(cell).paddingLeft)))")) {
            Assertions.assertThat(((Number) cell).intValue())
                    .as("width of a cell")
                    .isGreaterThan(100);
        }
        Assertions.assertThat(wordsBroken()).isEmpty();
    }
}
