package io.mtasts.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitUntilState;
import io.mtasts.api.LabResource;
import io.mtasts.api.LongTimeoutProfile;
import io.mtasts.lab.FakeHttpsSite;
import io.mtasts.lab.HttpFault;
import io.mtasts.lab.LabFixtures;
import io.mtasts.name.DomainName;
import io.mtasts.probe.CoalescingProber;
import io.mtasts.probe.ProbeEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page while a host is silent for longer than any test lasts, so that only what the test does can end the check. */
@QuarkusTest
@TestProfile(LongTimeoutProfile.class)
@WithTestResource(LabResource.class)
class StreamingPageIT extends BrowserTestBase {

    private static final String SILENT = "silent.lab.test";

    @Inject
    CoalescingProber probes;

    @BeforeEach
    void silence() {
        LabFixtures.stageValid(lab, SILENT);
        lab.sites().site("mta-sts." + SILENT, FakeHttpsSite.broken(HttpFault.SILENCE_AFTER_TLS));
    }

    private boolean isInFlight() {
        return probes.isInFlight(DomainName.of(SILENT).orElseThrow());
    }

    /** Until all is known but the policy, and the page has its style sheet and its script. */
    private Locator run(String service) {
        page.navigate(service + "?domain=" + SILENT, new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
        assertThat(page.locator(".brand")).hasCSS("display", "flex");
        assertThat(page.locator(".sr[role=status]")).hasCount(1);
        Locator step = page.locator(".step").last();
        assertThat(step).containsText("6 of 7 done");
        return step;
    }

    @Test
    void fastParts_areShownWhileASlowHostIsSilent() {
        Locator step = run(address);

        assertThat(step).isVisible();
        assertThat(step.locator("progress")).hasAttribute("value", "6");
        assertThat(step.locator(".done")).hasCount(6);
        assertThat(step.locator(".open")).containsText("Policy over HTTPS");
        assertThat(step).containsText("mx1." + SILENT);
        assertThat(page.locator(".step").first()).isHidden();
        assertThat(page.locator(".result")).hasCount(0);
        assertThat(isInFlight()).isTrue();
    }

    @Test
    void service_sendsKeepAlives() {
        run(address);

        // Not waitForFunction: its second look would be eval, which the page forbids.
        await().pollInSameThread().until(() -> pulses() > 1);
        assertThat(page.locator(".failure")).hasCount(0);
    }

    private int pulses() {
        return (int) page.evaluate(
                "[...document.querySelector('[role=log]').childNodes].filter(node => node.nodeType === 8).length");
    }

    @Test
    void cancel_endsTheCheckAndKeepsTheInput() {
        run(address);

        page.locator("text=Cancel").click();

        await().until(() -> !isInFlight());
        assertThat(page.locator("#domain")).hasValue(SILENT);
        assertThat(page.locator(".running")).hasCount(0);
        assertThat(page.locator("#how")).isVisible();
    }

    @Test
    void leaving_endsTheCheck() {
        run(address);

        page.close();

        await().until(() -> !isInFlight());
    }

    @Test
    void connection_lost() throws IOException {
        page.clock().install();
        try (TcpProxy relay = TcpProxy.to(URI.create(address))) {
            run(relay.address());

            relay.cut();
            page.clock().fastForward(15_000);

            assertThat(page.locator(".failure")).containsText("The connection was interrupted");
            assertThat(page.locator(".failure h2")).isFocused();
            assertThat(page.locator(".running")).hasCount(0);
            assertThat(page.locator("#domain")).hasValue(SILENT);
            assertThat(page.locator(".again a")).hasAttribute("href", "./?domain=" + SILENT);
            assertAccessible();
        }
        await().until(() -> !isInFlight());
    }

    @Test
    void service_unavailable() throws IOException {
        try (TcpProxy relay = TcpProxy.to(URI.create(address))) {
            page.navigate(relay.address());
            relay.stop();

            page.fill("#domain", "gap.lab.test");
            page.click("text=Check MTA-STS");

            assertThat(page.locator(".failure")).containsText("The service cannot be reached");
            assertThat(page.locator("#domain")).hasValue("gap.lab.test");
            assertThat(page.locator("form button[type=submit]")).isEnabled();
            assertAccessible();
        }
    }

    /** With everything open, and kept: a document that is still loading cannot be examined. */
    @Test
    void running_isAccessible() {
        page.navigate(address);
        page.evaluate(
                "html => document.querySelector('form').insertAdjacentHTML('afterend', html)",
                Templates.running(CheckForm.MTA_STS, "example.com", "example.com")
                                .render()
                        + Templates.step(ProgressView.of(EnumSet.allOf(ProbeEvent.Part.class), Map.of()))
                                .render()
                        + io.mtasts.web.PageRenderer.END_OF_RUNNING);
        page.evaluate("document.getElementById('how').remove()");

        assertThat(page.locator(".step")).isVisible();
        assertAccessible();
    }
}
