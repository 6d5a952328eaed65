package io.mtasts.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.mtasts.lab.CertificateKind;
import io.mtasts.lab.LabDomains;
import io.mtasts.lab.LabFixtures;
import io.mtasts.lab.Laboratory;
import io.mtasts.lab.RecordType;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks of domains with TLSA records, which are compared with what the mail servers send. */
@QuarkusTest
@TestProfile(StarttlsEnabledProfile.class)
@WithTestResource(LabResource.class)
class DaneIT {

    Laboratory lab;

    @BeforeEach
    void stage() {
        lab.reset();
        LabDomains.stage(lab);
    }

    private static ValidatableResponse check(String domain) {
        return given().get("/api/v1/mta-sts/{domain}", domain).then().statusCode(200);
    }

    private static String page(String domain) {
        return given().queryParam("domain", domain).get("/").asString();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # domain,        status,      severity, findings
            dane,            secure,      info,     dane-precedence
            dane-insecure,   insecure,    info,     dane-insecure
            dane-mismatch,   mismatch,    critical, dane-mismatch dane-mismatch-hidden dane-precedence
            dane-unusable,   secure,      warning,  dane-unusable
            dane-self-signed, secure,     critical, starttls-cert-untrusted dane-precedence
            dane-servfail,   not-checked, info,     dane-lookup-failed
            enforcing,       none,        ok,
            """)
    void labDomains(String label, String status, String severity, String findings) {
        List<String> codes = findings == null ? List.of() : List.of(findings.split(" "));

        check(label + ".lab.test")
                .body("verdict", equalTo("enforcing"))
                .body("severity", equalTo(severity))
                .body("coverage.hosts[0].dane.status", equalTo(status))
                .body("findings.code", containsInAnyOrder(codes.toArray()));
    }

    @Test
    void records_areShown() {
        check("dane.lab.test")
                .body("coverage.hosts[0].dane.records", hasSize(1))
                .body("coverage.hosts[0].dane.records[0].usage", equalTo(3))
                .body("coverage.hosts[0].dane.records[0].selector", equalTo(1))
                .body("coverage.hosts[0].dane.records[0].matchingType", equalTo(1))
                .body("coverage.hosts[0].dane.records[0].data.length()", equalTo(64))
                .body("coverage.hosts[0].dane.records[0].usable", equalTo(true));
        check("dane-unusable.lab.test").body("coverage.hosts[0].dane.records[0].usable", equalTo(false));
        check("dane-servfail.lab.test").body("coverage.hosts[0].dane.reason", equalTo("lookup-failed"));
        assertThat(page("dane.lab.test")).contains("DANE: signed TLSA records");
        assertThat(page("dane-mismatch.lab.test")).contains("DANE: TLSA records do not match");
        assertThat(page("dane-insecure.lab.test")).contains("DANE: TLSA records are not signed");
    }

    /** The text to publish makes the finding disappear. */
    @Test
    void mismatch_offersTheRightRecord() {
        String publish =
                check("dane-mismatch.lab.test").extract().path("findings.find { it.code == 'dane-mismatch' }.publish");
        String host = "mx1.dane-mismatch.lab.test";
        lab.dns().remove("_25._tcp." + host);
        LabFixtures.tlsa(lab, host, CertificateKind.GOOD);

        assertThat(publish).startsWith("_25._tcp." + host + ". TLSA 3 1 1 ");
        check("dane-mismatch.lab.test")
                .body("coverage.hosts[0].dane.status", equalTo("secure"))
                .body("coverage.hosts[0].dane.records[0].data", equalTo(publish.split(" ")[5]));
    }

    /** The records may be at the end of an alias of the mail server. RFC 7672, 2.2.2. */
    @Test
    void alias_recordsOfTheTargetCountFirst() {
        String domain = "alias.lab.test";
        String target = "target.alias.lab.test";
        LabFixtures.stageValid(lab, domain);
        lab.dns().remove("mx1." + domain).cname("mx1." + domain, target).a(target, LabFixtures.MX_ADDRESS);
        LabFixtures.tlsa(lab, target, "old." + domain);
        lab.dns().sign(domain);

        check(domain)
                .body("coverage.hosts[0].dane.status", equalTo("mismatch"))
                .body("findings.code", hasItem("dane-mismatch"));
        assertThat(lab.dns().count("_25._tcp.mx1." + domain, RecordType.TLSA)).isZero();
    }

    /** A host without an address gets no mail, and its records do not matter. */
    @Test
    void withoutAddress_nothingIsLookedUp() {
        String domain = "dead.lab.test";
        LabFixtures.stageValid(lab, domain);
        lab.dns().remove("mx1." + domain);

        check(domain)
                .body("coverage.hosts[0].reachable", equalTo(false))
                .body("coverage.hosts[0].dane.status", equalTo("not-checked"))
                .body("coverage.hosts[0].dane.reason", equalTo("no-address"));
        assertThat(lab.dns().count("_25._tcp.mx1." + domain, RecordType.TLSA)).isZero();
    }
}
