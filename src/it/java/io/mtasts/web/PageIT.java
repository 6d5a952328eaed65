package io.mtasts.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.mtasts.api.LabResource;
import io.mtasts.api.LabResponses;
import io.mtasts.check.CheckEvent;
import io.mtasts.check.CheckResult;
import io.mtasts.document.BuildInfo;
import io.mtasts.lab.LabDomains;
import io.mtasts.lab.LabFixtures;
import io.mtasts.lab.Laboratory;
import io.mtasts.lab.RecordType;
import io.mtasts.name.DomainInput;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTML as it goes over the wire: status, headers, escaping, size, and that nobody waits for it. */
@QuarkusTest
@WithTestResource(LabResource.class)
class PageIT {

    private static final int MAX_BYTES = 60_000;
    private static final int MAX_START_BYTES = 32_000;

    /** A start or an end, but of elements that have none, or have theirs in the start. */
    private static final Pattern TAG = Pattern.compile(
            "<(/?)(?!(?:meta|link|input|br|hr|img|wbr)\\b)([a-z][a-z0-9]*)(?:\\s(?:[^>\"]|\"[^\"]*\")*)?(?<!/)>");

    /** The responses of a path for each domain. Each path is requested once, since some of the domains take seconds. */
    private static final Map<String, Map<String, Response>> OF_LAB_DOMAINS = new HashMap<>();

    Laboratory lab;

    @TestHTTPResource
    URI address;

    @Inject
    PageRenderer page;

    @BeforeEach
    void stage() {
        lab.reset();
        LabDomains.stage(lab);
    }

    private static String check(String domain) {
        return given().queryParam("domain", domain).get("/").asString();
    }

    static Stream<Function<String, String>> rendererThatFails() {
        return Stream.of(
                result -> {
                    throw new IllegalStateException();
                },
                result -> {
                    throw new StackOverflowError();
                });
    }

    @ParameterizedTest
    @MethodSource("rendererThatFails")
    void stream_endsWithAProblemIfTheResultCannotBeRendered(Function<String, String> renderer) {
        TypedDomain typed = TypedDomain.of("example.com");

        List<String> pieces = new StreamingPage(
                        page, CheckForm.MTA_STS, typed, (DomainInput.Accepted) typed.input(), Set.of())
                .stream(Multi.createFrom().item(new CheckEvent.Done<>(new CheckResult.Completed<>("result"))), renderer)
                        .collect()
                        .asList()
                        .await()
                        .atMost(Duration.ofSeconds(30));

        assertThat(pieces.get(pieces.size() - 1))
                .startsWith(PageRenderer.END_OF_RUNNING)
                .contains("internal-server-error")
                .endsWith("</html>\n");
    }

    @Test
    void headers_allowNoExternalContent() {
        given().get("/")
                .then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .header(
                        "Content-Security-Policy",
                        equalTo("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                                + " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"))
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Set-Cookie", equalTo(null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/?domain=gap.lab.test",
                "/?domain=broken-record.lab.test",
                "/?domain=servers-differ.lab.test&include=replicas",
                "/?domain=example",
                "/?domain=servfail.lab.test",
                "/setup?domain=gap.lab.test",
                "/mx?domain=gap.lab.test",
                "/tls-rpt?domain=gap.lab.test",
                "/dmarc",
                "/dmarc?domain=reject.dmarc.lab.test",
                "/list",
                "/list?domains=gap.lab.test"
            })
    void html_closesWhatItOpens(String path) {
        assertClosed(given().get(path).asString());
    }

    @Test
    void html_ofAListClosesWhatItOpens() {
        assertClosed(given().formParam("domains", "gap.lab.test\nexample")
                .post("/list")
                .asString());
        assertClosed(given().formParam("domains", "").post("/list").asString());
    }

    private static void assertClosed(String html) {
        Deque<String> open = new ArrayDeque<>();
        for (MatchResult tag : TAG.matcher(html).results().toList()) {
            if (tag.group(1).isEmpty()) {
                open.push(tag.group(2));
            } else {
                assertThat(open.poll()).as(tag.group() + " at " + tag.start()).isEqualTo(tag.group(2));
            }
        }
        assertThat(html).contains("</html>");
        assertThat(open).isEmpty();
    }

    @Test
    void html_hasNoInlineAndNoExternalContent() {
        assertThat(check("gap.lab.test"))
                .doesNotContain("style=", "<style", "onclick", "<script>", "src=\"http", "href=\"//")
                .containsOnlyOnce("<script");
    }

    /** Browsers keep them for a day, which must not outlast an upgrade. */
    @Test
    void assets_haveANewAddressInEachBuild() {
        String key = "?" + BuildInfo.CURRENT.key();

        assertThat(given().get("/").asString())
                .contains("href=\"page.css" + key, "href=\"favicon.svg" + key, "src=\"page.js" + key);
        given().urlEncodingEnabled(false)
                .get("/page.css" + key)
                .then()
                .statusCode(200)
                .contentType(startsWith("text/css"))
                .header("Cache-Control", containsString("immutable"));
    }

    @ParameterizedTest
    @MethodSource("io.mtasts.lab.LabDomains#all")
    void size_isSmall(LabDomains.LabDomain domain) {
        String html = ofLabDomains("/", domain).asString();

        assertThat(html).contains("</html>");
        assertThat(assets() + html.getBytes(StandardCharsets.UTF_8).length).isLessThan(MAX_BYTES);
    }

    @ParameterizedTest
    @MethodSource("io.mtasts.lab.LabDomains#all")
    void size_ofASetupIsSmall(LabDomains.LabDomain domain) {
        String html = ofLabDomains("/setup", domain).asString();

        assertThat(html).contains("</html>");
        assertThat(assets() + size("/setup.js") + html.getBytes(StandardCharsets.UTF_8).length)
                .isLessThan(MAX_BYTES);
    }

    private static Response ofLabDomains(String path, LabDomains.LabDomain domain) {
        return OF_LAB_DOMAINS
                .computeIfAbsent(
                        path,
                        page -> LabResponses.requestAll(
                                name -> given().queryParam("domain", name).get(page)))
                .get(domain.name());
    }

    @Test
    void size_withoutADomain() {
        assertThat(assets() + size("/")).isLessThan(MAX_START_BYTES);
    }

    private static int assets() {
        return size("/page.css") + size("/page.js") + size("/favicon.svg");
    }

    private static int size(String path) {
        return given().get(path).then().statusCode(200).extract().asByteArray().length;
    }

    @Test
    void json_isInThePageUnlessItIsLong() {
        assertThat(check("gap.lab.test")).contains("Raw JSON of this check</summary>", "&quot;verdict&quot;");
        assertThat(check("many-mx.lab.test"))
                .contains("The raw JSON of this check is too large", "href=\"api/v1/mta-sts/many-mx.lab.test\"")
                .doesNotContain("&quot;verdict&quot;");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            _mta-sts.example.com           | underscore              | ?domain=example.com
            https://a@b@example.com/       | is a web address        |
            example                        | is a single word        |
            <script>alert(1)</script>      | &lt;script&gt;          |
            """)
    void input_notADomain(String typed, String said, String suggestion) {
        given().queryParam("domain", typed)
                .get("/")
                .then()
                .statusCode(400)
                .header("Content-Security-Policy", startsWith("default-src 'none'"))
                .body(allOf(
                        containsString("This is not a domain name"),
                        containsString(said),
                        containsString("value=\"" + typed.replace("<", "&lt;").replace(">", "&gt;") + "\""),
                        containsString(suggestion == null ? "" : "href=\"./" + suggestion + "\""),
                        not(containsString("<script>alert"))));
    }

    @ParameterizedTest
    @CsvSource({"%zz", "%", "%c3%28", "%00", "%E2%80%AE", "a%22%20autofocus%20onfocus=%22alert(1)"})
    void input_malformed(String raw) throws IOException {
        assertThat(send("GET /?domain=" + raw))
                .startsWith("HTTP/1.1 400 ")
                .containsIgnoringCase("Content-Type: text/html;charset=UTF-8")
                .contains("This is not a domain name")
                .doesNotContain("\" autofocus onfocus");
    }

    /** Sent unchanged over a socket, because clients refuse to send a malformed address. */
    private String send(String request) throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream()
                    .write((request + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void input_isKeptAfterCancelling() {
        given().queryParam("typed", "Bücher.example")
                .get("/")
                .then()
                .statusCode(200)
                .body(containsString("value=\"Bücher.example\""), not(containsString("class=\"running")));
    }

    @Test
    void outsideText_isShownAndInert() {
        String html = check("hostile.lab.test");

        assertThat(html)
                .contains("&lt;script&gt;alert(&#39;mta-sts&#39;)&lt;/script&gt;", "[U+001B][2J", "&lt;img")
                .doesNotContain("<script>alert", "<img", "\u001b", "href=\"javascript");
    }

    @Test
    void outsideText_thatReversesLetters() {
        lab.dns().remove("_mta-sts.gap.lab.test").txt("_mta-sts.gap.lab.test", "v=STSv1; id=\u202e\u009b31m\u0000");

        assertThat(check("gap.lab.test"))
                .contains("[U+202E]", "[U+009B]", "[U+0000]")
                .doesNotContain("\u202e", "\u009b", "\u0000");
    }

    @Test
    void fault_isMarkedAtItsLocation() {
        assertThat(check("broken-record.lab.test")).contains("v=STSv1; <mark>id=2026-04-01</mark>");
        assertThat(check("broken-policy.lab.test"))
                .contains("mode: <mark>enforced</mark>", "<mark class=\"blank\">blank line</mark>");
    }

    @Test
    void head_checksNothing() {
        given().queryParam("domain", "gap.lab.test")
                .head("/")
                .then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8");

        assertThat(lab.dns().queries()).isEmpty();
    }

    @Test
    void unknownPath_isStillAProblemDocument() {
        given().get("/nothing-here").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void swaggerUi_stillWorks() {
        given().get("/q/swagger-ui/").then().statusCode(200).body(containsString("swagger"));
    }

    @Test
    void connection_closedEndsTheCheck() throws IOException {
        String left = "left.lab.test";
        String later = "later.lab.test";
        LabFixtures.stageValid(lab, left);
        LabFixtures.stageValid(lab, later);
        // The addresses of the mail server are looked up after its MX record, which takes a while.
        lab.dns().delay(left, RecordType.MX, Duration.ofMillis(250));
        lab.dns().delay(later, RecordType.MX, Duration.ofMillis(350));

        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream()
                    .write(("GET /?domain=" + left + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            StringBuilder received = new StringBuilder();
            byte[] buffer = new byte[4096];
            // The form is there, and something is known, before the check is over.
            while (!received.toString().contains("1 of 6 done")) {
                int read = socket.getInputStream().read(buffer);
                assertThat(read).isPositive();
                received.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
            }
            assertThat(received.toString()).contains("Check MTA-STS").doesNotContain("class=\"result\"");
        }
        // When this one is done, the answer that the first one waited for has come too.
        assertThat(check(later)).contains("Enforcing");

        assertThat(lab.dns().count("mx1." + later, RecordType.A)).isPositive();
        assertThat(lab.dns().count(left, RecordType.MX)).isPositive();
        assertThat(lab.dns().count("mx1." + left, RecordType.A)).isZero();
    }
}
