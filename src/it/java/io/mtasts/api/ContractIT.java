package io.mtasts.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mtasts.lab.LabDomains;
import io.mtasts.lab.Laboratory;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for all addresses of the API, version 1. */
@QuarkusTest
@WithTestResource(LabResource.class)
class ContractIT {

    private static final JsonMapper JSON = new JsonMapper();

    Laboratory lab;

    @BeforeEach
    void stage() {
        lab.reset();
        LabDomains.stage(lab);
    }

    private static ValidatableResponse get(String path) {
        return given().urlEncodingEnabled(false).get(path).then();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/mta-sts/gap.lab.test",
                "/api/v1/mta-sts/gap.lab.test/setup",
                "/api/v1/mx/gap.lab.test",
                "/api/v1/tls-rpt/gap.lab.test",
                "/api/v1/tls-rpt/gap.lab.test/setup",
                "/api/v1/dmarc/reject.dmarc.lab.test"
            })
    void document_hasTheCommonMembers(String path) {
        for (String member :
                new String[] {"domain", "severity", "summary", "findings", "checkedAt", "durationMs", "service"}) {
            get(path).statusCode(200).body("$", hasKey(member));
        }
        var document = get(path).extract().jsonPath();
        Object verdict = document.get("verdict");
        Object status = document.get("status");
        assertThat(verdict != null || status != null).as("verdict or status").isTrue();
    }

    @Test
    void finding_saysItsPartAndItsRules() {
        get("/api/v1/mta-sts/gap.lab.test")
                .body("findings[0].code", equalTo("mx-uncovered-some"))
                .body("findings[0].part", equalTo("mx"))
                .body("findings[0].references.document", hasItem("RFC 8461"))
                .body("findings[0].references.section", hasItem("4.1"))
                .body("findings[0].references.url", hasItem("https://www.rfc-editor.org/rfc/rfc8461#section-4.1"));
    }

    /** The example of the README is a part of what the service answers. */
    @Test
    void readme_showsARealAnswer() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        int begin = readme.indexOf("```json") + "```json".length();
        JsonNode example = JSON.readTree(readme.substring(begin, readme.indexOf("```", begin)));

        JsonNode answer =
                JSON.readTree(get("/api/v1/mta-sts/gap.lab.test").extract().asString());

        assertThat(example.size()).isGreaterThan(3);
        assertPartOf(answer, example);
    }

    private static void assertPartOf(JsonNode whole, JsonNode part) {
        if (part.isObject()) {
            part.properties().forEach(member -> assertPartOf(whole.path(member.getKey()), member.getValue()));
        } else if (part.isArray()) {
            for (int i = 0; i < part.size(); i++) {
                assertPartOf(whole.path(i), part.get(i));
            }
        } else {
            assertThat(whole).isEqualTo(part);
        }
    }

    @Test
    void unknown_isAValue() {
        get("/api/v1/mta-sts/servfail.lab.test")
                .statusCode(502)
                .body("observed.verdict", equalTo("unknown"))
                .body("observed.record.status", equalTo("unknown"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            /api/v1/mta-sts/gap.lab.test?x=1                          | parameter-unknown  | -
            /api/v1/mta-sts/gap.lab.test?includes=replicas            | parameter-unknown  | include
            /api/v1/mta-sts/gap.lab.test/setup?include=replicas       | parameter-unknown  | -
            /api/v1/mta-sts/gap.lab.test/setup?max_age=86400          | parameter-unknown  | maxAge
            /api/v1/mta-sts/gap.lab.test/setup?maxage=86400           | parameter-unknown  | maxAge
            /api/v1/mta-sts/gap.lab.test/setup?Mode=enforce           | parameter-unknown  | mode
            /api/v1/mta-sts/gap.lab.test/setup?mod=enforce            | parameter-unknown  | mode
            /api/v1/mta-sts/gap.lab.test/setup?unrelated=enforce      | parameter-unknown  | -
            /api/v1/mta-sts/gap.lab.test/setup?mode=none&mode=enforce | parameter-repeated | mode
            /api/v1/mta-sts/gap.lab.test/setup?mode=none&mode=none    | parameter-repeated | mode
            /api/v1/tls-rpt/gap.lab.test/setup?ruas=x                 | parameter-unknown  | rua
            /api/v1/mx/gap.lab.test?domain=x                          | parameter-unknown  | -
            /api/v1/findings?code=x                                   | parameter-unknown  | -
            /probe?domain=gap.lab.test                                | parameter-unknown  | target
            /probe?target=gap.lab.test&target=gap.lab.test            | parameter-repeated | target
            """)
    void parameter_isNotIgnored(String path, String code, String suggestion) {
        get(path)
                .statusCode(400)
                .body("code", equalTo(code))
                .body("suggestion", suggestion == null ? nullValue() : equalTo(suggestion));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/tls-rpt/example.com/setup?rua=mailto:a@example.com&rua=mailto:b@example.com",
                "/api/v1/mta-sts/gap.lab.test/setup?mode=none&maxAge=86400&patterns=exact",
                "/?domain=gap.lab.test&utm_source=mail",
                "/page.css?0.1.0"
            })
    void parameter_known(String path) {
        get(path).statusCode(200);
    }

    @Test
    void parameter_misspelledOnAPage() {
        given().accept("text/html")
                .get("/setup?domain=gap.lab.test&max_age=1")
                .then()
                .statusCode(400)
                .contentType("text/html")
                .body(containsString("Did you mean maxAge?"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/v1/mta-sts                      | OPTIONS, POST
            /api/v1/mta-sts/gap.lab.test         | GET, HEAD, OPTIONS
            /api/v1/mta-sts/gap.lab.test/preview | OPTIONS, POST
            /api/v1/mta-sts/gap.lab.test/setup   | GET, HEAD, OPTIONS
            /api/v1/tls-rpt/gap.lab.test/setup   | GET, HEAD, OPTIONS
            /api/v1/findings                     | GET, HEAD, OPTIONS
            /probe                               | GET, HEAD, OPTIONS
            /                                    | GET, HEAD, OPTIONS
            /list                                | GET, HEAD, OPTIONS, POST
            /setup                               | GET, HEAD, OPTIONS, POST
            /page.css                            | GET, HEAD, OPTIONS
            /q/openapi                           | GET, HEAD, OPTIONS
            /q/health                            | GET, HEAD, OPTIONS
            """)
    void methods_areThoseOfTheHeaderAllow(String path, String allow) {
        given().options(path).then().statusCode(204).header("Allow", allow);
        for (String method : new String[] {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"}) {
            var response = given().request(method, path).then();
            if (allow.contains(method)) {
                response.statusCode(not(405));
            } else {
                response.statusCode(405).header("Allow", allow);
            }
        }
    }

    @Test
    void methods_ofAnUnknownAddress() {
        given().options("/nothing").then().statusCode(404).header("Allow", nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/mta-sts/gap.lab.test",
                "/api/v1/mta-sts/a_b",
                "/api/v1/nothing",
                "/api/v1/findings",
                "/probe?target=gap.lab.test",
                "/probe"
            })
    void caching_isForbidden(String path) {
        get(path)
                .statusCode(lessThan(500))
                .header("Cache-Control", "no-store")
                .header("Vary", containsString("Accept"));
    }

    @Test
    void list_isNotCached() {
        given().contentType("text/plain")
                .body("a_b")
                .post("/api/v1/mta-sts")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .header("Vary", containsString("Accept"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/list", "/api/v1/findings", "/api/v1/mta-sts/a_b"})
    void link_leadsToTheDescription(String path) {
        get(path).header("Link", "</q/openapi>; rel=\"service-desc\"");
    }

    @Test
    void findings_areACatalogue() {
        get("/api/v1/findings")
                .statusCode(200)
                .body("findings.code", hasItems("mx-uncovered-some", "input-url", "dmarc-absent"))
                .body("findings.message", everyItem(not(emptyString())))
                .body("findings.why", everyItem(not(emptyString())));
        get("/api/v1/findings/mx-uncovered-some")
                .statusCode(200)
                .body("severity", equalTo("critical"))
                .body("part", equalTo("mx"));
        get("/api/v1/findings/nothing").statusCode(404).body("code", equalTo("finding-unknown"));
    }

    /** The member type of a problem is the address of a page. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/mta-sts/a_b",
                "/api/v1/nothing",
                "/api/v1/mta-sts/gap.lab.test?x",
                "/api/v1/mta-sts/gap.lab.test/setup?mode=x",
                "/api/v1/mta-sts/servfail.lab.test",
                "/api/v1/tls-rpt/example.com/setup?rua=ftp:x"
            })
    void type_isTheAddressOfAPage(String path) {
        String type = get(path).extract().path("type");
        assertThat(type).startsWith("/problems/");

        String page =
                get(type).statusCode(200).contentType("text/html").extract().asString();

        assertThat(page).contains(type.substring("/problems/".length()), "href=\"../page.css");
    }

    @Test
    void problems_haveAnIndex() {
        get("/problems").statusCode(200).body(containsString("href=\"problems/parameter-unknown\""));
        get("/problems/nothing").statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/index.html", "/preview", "/a/b", "/favicon.ico"})
    void address_unknownToABrowserIsAPage(String path) {
        given().accept("text/html,*/*;q=0.8")
                .get(path)
                .then()
                .statusCode(404)
                .contentType("text/html")
                .body(containsString("Page not found"));
        given().accept("*/*").get(path).then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void robots_doNotStartChecks() {
        get("/robots.txt").statusCode(200).contentType(startsWith("text/plain")).body(containsString("Disallow: /*?"));
        get("/.well-known/security.txt").statusCode(404);
    }
}
