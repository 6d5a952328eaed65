package io.mtasts.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.mtasts.lab.LabDomains;
import io.mtasts.lab.Laboratory;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans with dates: as JSON, as a calendar and as a page. */
@QuarkusTest
@WithTestResource(LabResource.class)
class PlanIT {

    private static final String MOVE = "{\"mailServers\": [\"mx9.example.net\"]}";

    Laboratory lab;

    @BeforeEach
    void stage() {
        lab.reset();
        LabDomains.stage(lab);
    }

    private static ValidatableResponse plan(String domain, String change) {
        return given().contentType("application/json")
                .body(change)
                .post("/api/v1/mta-sts/" + domain + "/plan")
                .then();
    }

    @Test
    void plan_ofAMove_coversBothServersBeforeTheChange() {
        plan("long-memory.lab.test", MOVE)
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("verdictToday", equalTo("enforcing"))
                .body(
                        "steps.kind",
                        contains(
                                "prepare-servers",
                                "serve-policy",
                                "publish-record",
                                "wait-for-senders",
                                "change-mx",
                                "wait-for-resolvers",
                                "serve-policy",
                                "publish-record",
                                "switch-off-servers"))
                .body(
                        "steps[1].publish",
                        equalTo(
                                "version: STSv1\r\nmode: enforce\r\nmx: mx1.long-memory.lab.test\r\nmx: mx9.example.net\r\n"
                                        + "max_age: 31557600\r\n"))
                .body(
                        "steps[6].publish",
                        equalTo("version: STSv1\r\nmode: enforce\r\nmx: mx9.example.net\r\nmax_age: 31557600\r\n"))
                .body("steps[2].publish", startsWith("v=STSv1; id=20"))
                .body("steps[2].waitSeconds", equalTo(300))
                // The sender that remembers longest, and others that differ.
                .body("senders.find { it.id == 'postfix-tlspol' }.detection", equalTo("expiry"))
                .body("senders.find { it.id == 'postfix-tlspol' }.lifetimeSeconds", equalTo(2_592_000))
                .body("senders.find { it.id == 'stalwart' }.lifetimeSeconds", equalTo(86_400))
                .body("senders.find { it.id == 'gmail' }.detection", equalTo("unknown"))
                .body("senders.id", not(hasItem("yahoo")))
                .body("assumptions", hasItem(startsWith("The time to live of the record was observed as")))
                .body("assumptions", hasItem(startsWith("The policy of today has been published for longer")));
    }

    @Test
    void timeThatLosesMail_isAConflictWithTheEarliestTime() {
        String tomorrow = Instant.now().plus(Duration.ofDays(1)).toString();
        String safe = plan(
                        "enforcing.lab.test",
                        "{\"mailServers\": [\"mx9.example.net\"], \"cutOver\": \"" + tomorrow + "\"}")
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("cut-over-too-early"))
                .body("detail", allOf(containsString("loses mail"), containsString("does not name mx9.example.net")))
                .extract()
                .path("suggestion");

        assertThat(Instant.parse(safe)).isAfter(Instant.now().plus(Duration.ofDays(7)));
        plan("enforcing.lab.test", "{\"mailServers\": [\"mx9.example.net\"], \"cutOver\": \"" + safe + "\"}")
                .statusCode(200)
                .body("cutOver", equalTo(safe));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            enforcing.lab.test      | {"mailServers": ["mx1.enforcing.lab.test"]} | -
            not-configured.lab.test | {"mailServers": ["mx9.example.net"]}        | prepare-servers change-mx wait-for-resolvers switch-off-servers
            testing.lab.test        | {"mailServers": ["mx9.example.net"]}        | prepare-servers serve-policy publish-record change-mx wait-for-resolvers serve-policy publish-record switch-off-servers
            enforcing.lab.test      | {"policy": "version: STSv1\\nmode: none\\nmax_age: 86400\\n"} | serve-policy publish-record wait-for-senders remove-record remove-policy
            not-found.lab.test      | {"mailServers": ["mx9.example.net"]}        | prepare-servers serve-policy publish-record wait-for-senders change-mx wait-for-resolvers serve-policy publish-record switch-off-servers
            """)
    void plan_dependsOnTheStateOfToday(String domain, String change, String kinds) {
        List<String> steps = plan(domain, change).statusCode(200).extract().path("steps.kind");
        assertThat(String.join(" ", steps)).isEqualTo(kinds.equals("-") ? "" : kinds);
    }

    @Test
    void unknownEarlierPolicy_isAssumedToBeRememberedForAYear() {
        String domain = "not-found.lab.test";
        String inTwoMonths = Instant.now().plus(Duration.ofDays(60)).toString();
        String change = "{\"mailServers\": [\"mx9.example.net\"], \"cutOver\": \"" + inTwoMonths + "\"";
        plan(domain, change + "}").statusCode(409).body("detail", containsString("longestMaxAgeSeconds"));
        plan(domain, change + ", \"longestMaxAgeSeconds\": 1209600}")
                .statusCode(200)
                .body("assumptions", hasItem(startsWith("No earlier policy had a longer max_age than 14 days")));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            servfail.lab.test, 502
            dns-timeout.lab.test, 504
            """)
    void failedLookup_isAProblem(String domain, int status) {
        plan(domain, MOVE).statusCode(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"mailServers\": []}",
                "{\"mailServers\": [1]}",
                "{\"mailServers\": [\"192.0.2.1\"]}",
                "{\"mailServers\": [\"*.example.net\"]}",
                "{\"mailServers\": [\"mx9.example.net\"], \"cutOver\": \"soon\"}",
                "{\"mailServers\": [\"mx9.example.net\"], \"cutOver\": \"2020-01-01\"}",
                "{\"mailServers\": [\"mx9.example.net\"], \"cutOver\": \"9999-01-01\"}",
                "{\"mailServers\": [\"mx9.example.net\"], \"longestMaxAgeSeconds\": 31557601}",
                "{\"mailServers\": [\"mx9.example.net\"], \"more\": 1}",
                "{\"policy\": \"version: STSv1\"}"
            })
    void anythingElse_isRejected(String change) {
        plan("enforcing.lab.test", change).statusCode(400).body("code", equalTo("plan-invalid"));
    }

    @Test
    void otherMethodsAndTypes_areRejected() {
        given().contentType("text/plain")
                .body(MOVE)
                .post("/api/v1/mta-sts/enforcing.lab.test/plan")
                .then()
                .statusCode(415);
        given().get("/api/v1/mta-sts/enforcing.lab.test/plan").then().statusCode(405);
        plan("a_b.lab.test", MOVE).statusCode(400).body("code", equalTo("input-underscore"));
    }

    @Test
    void calendar_hasAnEventForEachStep() {
        String calendar = given().contentType("application/json")
                .body(MOVE)
                .post("/api/v1/mta-sts/enforcing.lab.test/plan.ics")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/calendar"))
                .header("Cache-Control", "no-store")
                .extract()
                .asString();

        assertThat(calendar).startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n").endsWith("END:VCALENDAR\r\n");
        assertThat(calendar.split("BEGIN:VEVENT", -1)).hasSize(10);
        assertThat(calendar.lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(75));
    }

    @Test
    void page_showsTheTimeLine() {
        given().get("/plan")
                .then()
                .statusCode(200)
                .body(containsString("When can this domain change its mail servers?"));
        given().get("/plan?domain=enforcing.lab.test")
                .then()
                .statusCode(200)
                .body(
                        containsString("<textarea id=\"mailServers\""),
                        containsString("mx1.enforcing.lab.test\n</textarea>"));
        post("/plan", "")
                .statusCode(200)
                .body(containsString("Time line"))
                .body(containsString("Compares the id before a delivery."));
        post("/plan", Instant.now().plusSeconds(60).toString())
                .statusCode(200)
                .body(containsString("Too early"))
                .body(containsString("Plan with the earliest safe time"));
        post("/plan", "soon").statusCode(400).body(containsString("The plan is not complete"));
        post("/plan.ics", "")
                .statusCode(200)
                .header("Content-Disposition", containsString("mta-sts-plan.ics"))
                .body(startsWith("BEGIN:VCALENDAR"));
    }

    private static ValidatableResponse post(String path, String cutOver) {
        return given().contentType("application/x-www-form-urlencoded")
                .formParam("domain", "enforcing.lab.test")
                .formParam("mailServers", "mx9.example.net")
                .formParam("cutOver", cutOver)
                .post(path)
                .then();
    }
}
