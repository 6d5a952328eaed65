package io.mtasts.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.mtasts.api.LabResource;
import io.mtasts.api.StarttlsEnabledProfile;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

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

        assertThat(verdict()).hasText("Enforcing, but no mail server gets mail");
        assertThat(page.locator(".gap li"))
                .containsText("mx1.mx-expired.lab.test (preference 10), which has no valid TLS");
        assertThat(page.locator("tr.uncovered")).containsText("Refused");
        assertAccessible();
    }

    @Test
    void many() {
        check("many-mx.lab.test");

        assertThat(page.locator("section:has(#mx) tbody tr")).hasCount(40);
        assertThat(page.locator("section:has(#mx) tbody tr").first()).containsText("Delivered");
        assertThat(page.locator("section:has(#mx) tbody tr").last()).containsText("not checked");
        assertAccessible();
    }
}
