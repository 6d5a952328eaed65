package io.mtasts.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mtasts.cases.DmarcCase;
import io.mtasts.lab.CaseStager;
import io.mtasts.lab.LabDomains;
import io.mtasts.lab.Laboratory;
import io.mtasts.lab.ReceivedDnsQuery;
import io.mtasts.lab.RecordType;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** DMARC through the running service: every case over real sockets, the queries, and the document. */
@QuarkusTest
@WithTestResource(LabResource.class)
class DmarcIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    Laboratory lab;

    @BeforeEach
    void clean() {
        lab.reset();
    }

    private static Response check(String domain) {
        return given().get("/api/v1/dmarc/{domain}", domain);
    }

    /** The registry of a top-level domain publishes a policy for all domains below it. RFC 9989, 4.10. */
    @Test
    void topLevelDomain() {
        lab.dns().txt("_dmarc.bank", "v=DMARC1; p=reject; psd=y; rua=mailto:reports@registry.bank");

        check("bank").then().statusCode(200).body("domain", equalTo("bank")).body("verdict", equalTo("enforcing"));
        check("localhost").then().statusCode(400).body("code", equalTo("input-single-label"));
    }

    static Stream<DmarcCase> cases() {
        return DmarcCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void cases_overTheNetwork(DmarcCase testCase) throws IOException {
        CaseStager.stage(lab, testCase.staged());

        Response answer = check(testCase.typed());

        if (testCase.expected("problem").isPresent()) {
            answer.then()
                    .statusCode(Integer.parseInt(testCase.expected("problem").get()))
                    .contentType("application/problem+json")
                    .body("code", equalTo("dmarc-lookup-failed"))
                    .body("$", not(hasKey("verdict")));
            return;
        }
        JsonNode document =
                JSON.readTree(answer.then().statusCode(200).extract().asByteArray());
        assertThat(document.path("verdict").asText())
                .isEqualTo(testCase.expected("verdict").orElseThrow());
        Set<String> codes = new TreeSet<>();
        document.path("findings")
                .forEach(finding -> codes.add(finding.path("code").asText()));
        assertThat(codes).isEqualTo(testCase.findings());
        testCase.expected("policy")
                .ifPresent(policy ->
                        assertThat(document.at("/policy/applied").asText()).isEqualTo(policy));
    }

    @ParameterizedTest
    @MethodSource("io.mtasts.lab.DmarcDomains#all")
    void labDomains_haveTheirVerdict(LabDomains.LabDomain domain) {
        LabDomains.stage(lab);

        Response answer = check(domain.name());

        String verdict = answer.statusCode() == 200 ? answer.path("verdict") : Integer.toString(answer.statusCode());
        assertThat(verdict).isEqualTo(domain.expected());
    }

    @Test
    void document_isComplete() {
        LabDomains.stage(lab);

        check("news.reject.dmarc.lab.test")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("domain", equalTo("news.reject.dmarc.lab.test"))
                .body("$", not(hasKey("unicodeDomain")))
                .body("severity", equalTo("info"))
                .body("summary", containsString("by the record of reject.dmarc.lab.test"))
                .body("record.name", equalTo("_dmarc.news.reject.dmarc.lab.test"))
                .body("record.status", equalTo("absent"))
                .body("organizationalDomain", equalTo("reject.dmarc.lab.test"))
                .body("policy.domain", equalTo("reject.dmarc.lab.test"))
                .body("policy.tag", equalTo("p"))
                .body("policy.tags", hasEntry("p", "reject"))
                .body("policy.tags", hasEntry("adkim", "r"))
                .body("policy.rua", contains("mailto:dmarc@reject.dmarc.lab.test"))
                .body("walk.name", hasSize(5))
                .body("walk.name[4]", equalTo("_dmarc.test"))
                .body("findings.code", contains("dmarc-inherited"));
    }

    @Test
    void destination_withoutAuthorizationGetsTheTextToPublish() {
        LabDomains.stage(lab);

        check("unauthorized.dmarc.lab.test")
                .then()
                .body("destinations.host", contains("reports.lab.test"))
                .body("destinations.authorization", contains("missing"))
                .body("findings[0].code", equalTo("dmarc-destination-unauthorized"))
                .body("findings[0].publish", equalTo("v=DMARC1"))
                .body(
                        "findings[0].remedy",
                        containsString("unauthorized.dmarc.lab.test._report._dmarc.reports.lab.test"));
    }

    @Test
    void destination_thatAcceptsReportsForAnyDomain() {
        lab.dns()
                .txt("_dmarc.example.com", "v=DMARC1; p=reject; rua=mailto:a@reports.example")
                .txt("*._report._dmarc.reports.example", "v=DMARC1;");

        check("example.com").then().body("destinations.authorization", contains("authorized"));
    }

    /** All queries of a round are sent before any of them is answered. The test checks the order, not the time. */
    @Test
    void probe_walksConcurrently() {
        // The first check of a JVM takes longer than the delay.
        check("a.mail.example.com");
        lab.reset();
        Duration delay = Duration.ofMillis(200);
        lab.dns()
                .nodata("a.mail.example.com")
                .txt("_dmarc.example.com", "v=DMARC1; p=reject; rua=mailto:a@reports.example")
                .delay(delay);

        check("a.mail.example.com").then().body("verdict", equalTo("enforcing"));

        List<ReceivedDnsQuery> queries = lab.dns().queries();
        long firstAnswer = queries.get(0).nanoTime() + delay.toNanos();
        assertThat(queries).allMatch(query -> query.type().equals(RecordType.TXT));
        assertThat(queries.stream()
                        .filter(query -> query.nanoTime() < firstAnswer)
                        .map(ReceivedDnsQuery::name))
                .containsExactlyInAnyOrder(
                        "_dmarc.a.mail.example.com",
                        "_dmarc.mail.example.com",
                        "_dmarc.example.com",
                        "_dmarc.com",
                        "a.mail.example.com");
        assertThat(queries.stream().map(ReceivedDnsQuery::name))
                .doesNotHaveDuplicates()
                .contains("example.com._report._dmarc.reports.example", "_dmarc.reports.example", "_dmarc.example");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # path                    | code                    | suggestion
            ''                        | input-empty             | -
            /                         | input-empty             | -
            /https://example.com/a    | input-url               | example.com
            /user@example.com         | input-email             | example.com
            /_dmarc.example.com       | input-underscore        | example.com
            /example.com;a=b          | input-invalid-character | -
            /192.0.2.1                | input-ip                | -
            """)
    void input_notADomain(String path, String code, String suggestion) {
        given().urlEncodingEnabled(false)
                .get("/api/v1/dmarc" + path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("suggestion", equalTo(suggestion));
        assertThat(lab.dns().queries()).isEmpty();
    }

    @Test
    void problems_areDocuments() {
        given().accept("text/html")
                .get("/api/v1/dmarc/example.com")
                .then()
                .statusCode(406)
                .contentType("application/problem+json");
        given().post("/api/v1/dmarc/example.com").then().statusCode(405).contentType("application/problem+json");
    }

    @Test
    void hostile_textsAreEscaped() {
        LabDomains.stage(lab);

        String text =
                check("hostile.dmarc.lab.test").then().statusCode(200).extract().asString();

        assertThat(text).contains("alert('dmarc')");
        assertThat(text.chars()).allMatch(c -> c >= ' ' && c != 0x7f && !(c >= 0x80 && c < 0xa0));
    }

    @Test
    void openApi_listsTheRejections() {
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .body("paths.'/api/v1/dmarc/{domain}'.get.responses.keySet()", hasItem("429"))
                .body("paths.'/api/v1/dmarc/{domain}'.get.responses.keySet()", hasItem("504"));
    }
}
