package io.mtasts.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.mtasts.lab.LabDomains;
import io.mtasts.lab.Laboratory;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What senders make of a domain, in the API and on the pages. */
@QuarkusTest
@WithTestResource(LabResource.class)
class SendersIT {

    Laboratory lab;

    @BeforeEach
    void stage() {
        lab.reset();
        LabDomains.stage(lab);
    }

    @Test
    void data_hasSourcesAndDates_andMayBeCached() {
        given().get("/api/v1/senders")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("readAt", equalTo("2026-11-28"))
                .body("senders", hasSize(27))
                .body("senders.find { it.id == 'stalwart' }.commit", equalTo("d72608f3"))
                .body("senders.find { it.id == 'stalwart' }.date", equalTo("2026-08-21"))
                .body("senders.find { it.id == 'powermta' }.usesMtaSts", equalTo("unknown"))
                .body(
                        "senders.find { it.id == 'mox' }.cells.find { it.irregularity == 'policy-blank-line' }.source",
                        equalTo("mtasts/parse.go:100,184-206"))
                .body("senders.find { it.id == 'stalwart' }.cache.detection", equalTo("id"))
                .body("senders.find { it.id == 'stalwart' }.cache.lowestMaxAge", equalTo(3600))
                .body("senders.find { it.id == 'stalwart' }.cache.belowLowest", equalTo(86400))
                .body("senders.find { it.id == 'stalwart' }.cache.source", containsString("lookup.rs:50-97"))
                .body("senders.find { it.id == 'halon' }.cache.reuseSeconds", equalTo(300))
                .body("senders.find { it.id == 'halon' }.cache.extendsPolicy", equalTo(true))
                .body("senders.find { it.id == 'powermta' }", not(hasKey("cache")))
                .body("replies.code", hasItems("4.4.8", "5.4.8", "4.7.5", "5.7.5"));
    }

    @Test
    void readings_areThereOnRequest() {
        given().queryParam("include", "senders")
                .get("/api/v1/mta-sts/lenient.lab.test")
                .then()
                .statusCode(200)
                .body("verdict", equalTo("broken"))
                .body("findings[0].code", equalTo("mx-uncovered-lenient"))
                .body("findings[0].message", containsString("Stalwart"))
                .body("senders", hasSize(27))
                .body("senders.find { it.id == 'mox' }.reading", equalTo("ignores"))
                .body("senders.find { it.id == 'mox' }.causes.irregularity", contains("policy-blank-line"))
                .body("senders.find { it.id == 'stalwart' }.reading", equalTo("applies"))
                .body("senders.find { it.id == 'stalwart' }.hosts.delivery", contains("delivers", "refuses"))
                .body("senders.find { it.id == 'gmail' }.reading", equalTo("unknown"));
        given().get("/api/v1/mta-sts/lenient.lab.test").then().statusCode(200).body("$", not(hasKey("senders")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # domain | server | strict | type in TLS reports
            gap            | 0 | protected   | unknown
            gap            | 1 | refused     | validation-failure
            testing        | 0 | unprotected | unknown
            lenient        | 1 | unprotected | sts-policy-invalid
            not-configured | 0 | unprotected | none
            redirect       | 0 | unprotected | sts-policy-fetch-error
            broken-certificate | 0 | unprotected | sts-webpki-invalid
            """)
    void impact_isThatOfTheServer(String domain, int server, String strict, String type) {
        given().get("/api/v1/mta-sts/" + domain + ".lab.test")
                .then()
                .statusCode(200)
                .body("coverage.hosts[" + server + "].impact.strict", equalTo(strict))
                .body("coverage.hosts[" + server + "].impact.tlsRptType", equalTo(type));
    }

    @Test
    void impact_countsSenders() {
        given().get("/api/v1/mta-sts/gap.lab.test")
                .then()
                .body("coverage.hosts[0].impact.senders.refuses", equalTo(0))
                .body("coverage.hosts[1].impact.senders.refuses", equalTo(2))
                .body("coverage.hosts[1].impact.senders.delivers", equalTo(8))
                .body(
                        "coverage.hosts[1].impact.senders.with { it.delivers + it.defers + it.refuses + it.unknown }",
                        equalTo(27));
    }

    @Test
    void page_hasALineForEachSender() {
        String page = given().get("/?domain=lenient.lab.test")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(page)
                .contains("What senders make of it")
                .contains("Ignores the policy: the policy has a blank line (line 5).")
                .contains("Uses the policy, and refuses mail to mx2.lenient.lab.test.")
                .contains("Of 27 senders, ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # text | on the page
            550 5.4.8 MX hosts failed | For gap.lab.test, this is true of <span class="host">mx.backup.lab.test</span>
            5.7.5                     | This check does not show whether that is true for gap.lab.test.
            5.1.1                     | No known sender uses this code because of MTA-STS.
            <b>x</b>                  | <h4>&lt;b&gt;x&lt;/b&gt;</h4>
            """)
    void page_explainsACode(String reply, String explanation) {
        given().queryParam("domain", "gap.lab.test")
                .queryParam("reply", reply)
                .get("/")
                .then()
                .statusCode(200)
                .body(containsString(explanation));
    }

    @Test
    void catalogue_namesTheReplies() {
        given().get("/api/v1/findings/mx-uncovered-some")
                .then()
                .body("replies.code", hasItems("5.4.8", "4.3.0"))
                .body("replies.code", not(hasItems("5.7.5")));
        given().get("/api/v1/findings/starttls-cert-expired").then().body("replies.code", hasItems("5.7.5"));
        given().get("/api/v1/findings/starttls-cert-expiring").then().body("replies", hasSize(0));
        given().get("/problems/mx-uncovered-some").then().body(containsString("MX hosts of {domain} failed"));
    }

    @Test
    void page_showsAForgottenId() {
        given().get("/?domain=forgotten-id.lab.test").then().body(containsString("made from another policy"));
        given().get("/?domain=hashed-id.lab.test").then().body(containsString("made from this policy"));
    }

    @Test
    void page_ofSenders_hasSources() {
        given().get("/senders")
                .then()
                .statusCode(200)
                .body(containsString("stalwartlabs/stalwart@d72608f3"))
                .body(containsString("For max_age, but for 1 day if that is less than 1 hour"))
                .body(containsString("5.4.8"));
    }
}
