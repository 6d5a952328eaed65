package io.mtasts.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.mtasts.lab.LabDomains;
import io.mtasts.lab.LabFixtures;
import io.mtasts.lab.Laboratory;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that compare the name servers of a domain, which are there on request only. */
@QuarkusTest
@WithTestResource(LabResource.class)
class ReplicasIT {

    Laboratory lab;

    @BeforeEach
    void stage() {
        lab.reset();
        LabDomains.stage(lab);
    }

    private static ValidatableResponse check(String domain) {
        return given().queryParam("include", "replicas")
                .get("/api/v1/mta-sts/{domain}", domain)
                .then()
                .statusCode(200);
    }

    private static String page(String domain) {
        return given().queryParam("domain", domain)
                .queryParam("include", "replicas")
                .get("/")
                .asString();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # domain,          agree,   severity, second,   findings
            enforcing,         yes,     ok,       answered,
            servers-differ,    no,      error,    answered, txt-servers-differ
            servers-differ-id, no,      warning,  answered, txt-servers-differ
            server-lame,       unknown, warning,  lame,     txt-server-failed
            server-silent,     unknown, warning,  silent,   txt-server-failed
            """)
    void labDomains(String label, String agree, String severity, String second, String findings) {
        String[] codes = findings == null ? new String[0] : findings.split(" ");

        check(label + ".lab.test")
                .body("verdict", equalTo("enforcing"))
                .body("severity", equalTo(severity))
                .body("replicas.agree", equalTo(agree))
                .body("replicas.nameServers.server", contains("ns1.lab.test", "ns2.lab.test"))
                .body("replicas.nameServers.status", contains("answered", second))
                .body("replicas.nameServers.zone", contains("lab.test", "lab.test"))
                .body("findings.code", containsInAnyOrder(codes));
    }

    @Test
    void difference_isShown() {
        String domain = "servers-differ-id.lab.test";

        check(domain)
                .body("replicas.nameServers[0].texts", contains(LabFixtures.RECORD))
                .body("replicas.nameServers[1].texts", contains("v=STSv1; id=20250101T000000"))
                .body("replicas.nameServers.address", contains(Laboratory.NAME_SERVER, Laboratory.OTHER_NAME_SERVER))
                .body(
                        "findings[0].message",
                        equalTo("The name servers have different records at _mta-sts." + domain
                                + ". Which of them a sender gets is chance: ns1.lab.test: " + LabFixtures.RECORD
                                + "; ns2.lab.test: v=STSv1; id=20250101T000000"));
        assertThat(page(domain)).contains("The name servers differ.", "v=STSv1; id=20250101T000000");
    }

    @Test
    void alias_serversOfTheTargetToo() {
        check("cname.lab.test")
                .body("replicas.agree", equalTo("yes"))
                .body("replicas.nameServers", hasSize(4))
                .body("replicas.nameServers[0].alias", equalTo("_mta-sts.provider.lab.test"))
                .body("replicas.nameServers[2].name", equalTo("_mta-sts.provider.lab.test"))
                .body("replicas.nameServers[2].texts", contains(LabFixtures.RECORD));
    }

    /** No name server is queried unless somebody requests it. */
    @Test
    void withoutTheParameter_nothingIsCompared() {
        given().get("/api/v1/mta-sts/servers-differ.lab.test")
                .then()
                .statusCode(200)
                .body("severity", equalTo("ok"))
                .body("$", not(hasKey("replicas")));
        assertThat(lab.otherNameServer().queries()).isEmpty();
        assertThat(given().queryParam("domain", "servers-differ.lab.test")
                        .get("/")
                        .asString())
                .contains(
                        "href=\"./?domain=servers-differ.lab.test&amp;include=replicas\">Compare all name servers</a>")
                .doesNotContain("The name servers differ.");
    }

    /** A record that the resolver cannot look up may be one that a single name server breaks. */
    @Test
    void problem_hasThemToo() {
        given().queryParam("include", "replicas")
                .get("/api/v1/mta-sts/servfail.lab.test")
                .then()
                .statusCode(502)
                .body("observed.replicas.nameServers.status", hasItem("lame"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "replicas,x", "Replicas"})
    void unknownPart(String include) {
        given().queryParam("include", include)
                .get("/api/v1/mta-sts/enforcing.lab.test")
                .then()
                .statusCode(400)
                .body("code", equalTo("parameter-include"));
        given().queryParam("domain", "enforcing.lab.test")
                .queryParam("include", include)
                .get("/")
                .then()
                .statusCode(400)
                .contentType("text/html");
    }
}
