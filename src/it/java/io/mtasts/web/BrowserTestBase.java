package io.mtasts.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.mtasts.lab.LabDomains;
import io.mtasts.lab.Laboratory;
import io.quarkus.test.common.http.TestHTTPResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A browser, the laboratory's domains, and nothing that the browser complains of. */
abstract class BrowserTestBase {

    private static final int PHONE = 390;
    private static final int DESKTOP = 1280;
    private static final Set<String> ANALYSED = ConcurrentHashMap.newKeySet();
    private static Chromium chromium;

    Laboratory lab;

    @TestHTTPResource
    String address;

    BrowserContext context;
    Page page;

    private final List<String> complaints = new ArrayList<>();

    @AfterAll
    static void stopBrowser() {
        if (chromium != null) {
            chromium.close();
            chromium = null;
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

    final void open(Browser.NewContextOptions options) {
        if (context != null) {
            context.close();
        }
        context = chromium.browser().newContext(options.setReducedMotion(ReducedMotion.REDUCE));
        context.setDefaultTimeout(15_000);
        page = context.newPage();
        page.onPageError(complaints::add);
        page.onDialog(dialog -> complaints.add("a dialog: " + dialog.message()));
        page.onConsoleMessage(message -> {
            // Chromium notes what could not be loaded, the page itself for one; that is no complaint.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
    }

    final void check(String domain) {
        page.navigate(address + "?domain=" + domain);
    }

    final Locator verdict() {
        return page.locator("#verdict");
    }

    /**
     * Checks that nothing is wider than the window, on a phone and on a wide screen, and that axe finds nothing.
     *
     * <p>axe runs if the page has a kind of element that it has not analysed yet: other pages differ in their texts only.
     * It checks the phone in light colours and the wide screen in dark ones.
     */
    final void assertAccessible() {
        boolean unknown = ANALYSED.addAll(kindsOfElements());
        assertFits(PHONE, ColorScheme.LIGHT, unknown);
        assertFits(DESKTOP, ColorScheme.DARK, unknown);
    }

    private void assertFits(int width, ColorScheme scheme, boolean analyse) {
        page.setViewportSize(width, 900);
        assertThat(page.evaluate("document.documentElement.scrollWidth"))
                .as("width of " + page.url())
                .isEqualTo(width);
        assertThat(wordsBroken()).as("broken words at " + page.url()).isEmpty();
        assertThat(textsCut()).as("cut texts at " + page.url()).isEmpty();
        if (analyse) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            assertThat(new AxeBuilder(page)
                            // In the page itself: the other mode opens a second page to join the results of frames.
                            .setLegacyMode(true)
                            .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                            .analyze()
                            .getViolations())
                    .as(width + " " + scheme + " " + page.url())
                    .isEmpty();
        }
    }

    /** Returns the words of controls and labels that are broken over two lines. */
    final List<?> wordsBroken() {
        return (List<?>) page.evaluate("""
                () => {
                  const range = document.createRange();
                  return [...document.querySelectorAll(
                      'button, .button, .badge, .state, .chip, nav a, .yes, .no, label, summary, thead th, .list td:nth-child(3)')]
                    .filter((element) => element.checkVisibility())
                    .flatMap((element) => [...element.childNodes])
                    .filter((node) => node.nodeType === Node.TEXT_NODE)
                    .flatMap((node) => [...node.data.matchAll(/\\S+/g)].filter((word) => {
                      range.setStart(node, word.index);
                      range.setEnd(node, word.index + word[0].length);
                      return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1;
                    }).map((word) => word[0]));
                }""");
    }

    /** Returns the choices and hints that are longer than their field, and the tables that must be scrolled sideways. */
    final List<?> textsCut() {
        return (List<?>) page.evaluate("""
                () => {
                  const pen = document.createElement('canvas').getContext('2d');
                  const arrow = 16;
                  const isCut = (field, text, reserved) => {
                    const style = getComputedStyle(field);
                    pen.font = style.font;
                    const room = field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
                    return field.checkVisibility() && pen.measureText(text).width > room - reserved;
                  };
                  return [
                    ...[...document.querySelectorAll('select')].map((field) => [field, field.selectedOptions[0].text, arrow]),
                    ...[...document.querySelectorAll('input:placeholder-shown:not([name=rua])')]
                      .map((field) => [field, field.placeholder, 0]),
                  ].filter((each) => isCut(...each)).map((each) => each[1]).concat(
                    [...document.querySelectorAll('.scroll')]
                      .filter((box) => box.scrollWidth > box.clientWidth).map((box) => box.dataset.label));
                }""");
    }

    /** Each kind once: the element, its classes, its role and whether it is shown. */
    private List<String> kindsOfElements() {
        String kinds =
                "e => [e.localName, e.className.baseVal ?? e.className, e.getAttribute('role'), e.hidden].join(' ')";
        return ((List<?>) page.evaluate("[...new Set([...document.querySelectorAll('body *')].map(" + kinds + "))]"))
                .stream().map(Object::toString).toList();
    }
}
