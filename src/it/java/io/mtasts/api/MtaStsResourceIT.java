package io.mtasts.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.mtasts.lab.LabDomains;
import io.mtasts.lab.LabFixtures;
import io.mtasts.lab.Laboratory;
import io.mtasts.lab.ReceivedDnsQuery;
import io.mtasts.lab.RecordType;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A check through the running service: its queries, their order, and the document. */
@QuarkusTest
@WithTestResource(LabResource.class)
class MtaStsResourceIT {

    private static final String DOMAIN = "example.com";

    Laboratory lab;

    private static final Map<String, Response> OF_LAB_DOMAINS = new HashMap<>();

    @BeforeEach
    void clean() {
        lab.reset();
    }

    private static Response check(String domain) {
        return given().get("/api/v1/mta-sts/{domain}", domain);
    }

    private Map<String, Response> ofLabDomains() {
        if (OF_LAB_DOMAINS.isEmpty()) {
            LabDomains.stage(lab);
            OF_LAB_DOMAINS.putAll(LabResponses.requestAll(MtaStsResourceIT::check));
        }
        return OF_LAB_DOMAINS;
    }

    @ParameterizedTest
    @MethodSource("io.mtasts.lab.LabDomains#all")
    void labDomains_haveTheirVerdict(LabDomains.LabDomain domain) {
        Response answer = ofLabDomains().get(domain.name());

        String verdict = answer.statusCode() == 200 ? answer.path("verdict") : Integer.toString(answer.statusCode());
        assertThat(verdict).isEqualTo(domain.expected());
    }

    @Test
    void document_isComplete() {
        LabDomains.stage(lab);

        check("gap.lab.test")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("verdict", equalTo("enforcing"))
                .body("severity", equalTo("critical"))
                .body("coverage.status", equalTo("partial"))
                .body("coverage.hosts.host", contains("mx1.gap.lab.test", "mx.backup.lab.test"))
                .body("coverage.hosts.covered", contains(true, false))
                .body("findings[0].code", equalTo("mx-uncovered-some"))
                .body("findings[0].subject", equalTo("mx.backup.lab.test"))
                .body("findings[0].publish", equalTo("mx: mx.backup.lab.test"))
                .body("findings[0].transient", equalTo(false))
                .body("policy.tls.protocol", equalTo("TLSv1.3"))
                .body("policy.host.addresses", contains(Laboratory.PUBLIC4))
                .body("record.id", equalTo("20260401T090000"))
                .body("$", not(hasKey("unicodeDomain")));
    }

    @Test
    void fetch_isOneRequest() {
        LabFixtures.stageValid(lab, DOMAIN);

        check(DOMAIN).then().statusCode(200);

        assertThat(lab.sites().requests("mta-sts." + DOMAIN)).singleElement().satisfies(request -> {
            assertThat(request.requestLine()).isEqualTo("GET /.well-known/mta-sts.txt HTTP/1.1");
            assertThat(request.header("Host")).contains("mta-sts." + DOMAIN);
            assertThat(request.header("Accept-Encoding")).contains("identity");
            assertThat(request.header("Cookie")).isEmpty();
        });
    }

    /** Each question is there before the first is answered: a matter of order, not of time. */
    @Test
    void probe_queriesEverythingConcurrently() {
        LabFixtures.stageValid(lab, DOMAIN);
        Duration delay = Duration.ofMillis(200);
        lab.dns().delay(delay);

        check(DOMAIN).then().body("verdict", equalTo("enforcing"));

        List<ReceivedDnsQuery> queries = lab.dns().queries();
        long firstAnswer = queries.get(0).nanoTime() + delay.toNanos();
        assertThat(queries.stream()
                        .filter(query -> query.nanoTime() < firstAnswer)
                        .map(MtaStsResourceIT::question))
                .contains(
                        "_mta-sts.example.com TXT",
                        "_smtp._tls.example.com TXT",
                        "example.com MX",
                        "mta-sts.example.com A",
                        "mta-sts.example.com AAAA");
    }

    @Test
    void probe_fetchesWithoutWaitingForTheRecord() {
        LabFixtures.stageValid(lab, DOMAIN);
        Duration delay = Duration.ofMillis(300);
        lab.dns().delay("_mta-sts." + DOMAIN, RecordType.TXT, delay);

        check(DOMAIN).then().body("verdict", equalTo("enforcing"));

        ReceivedDnsQuery txt = lab.dns().queries().stream()
                .filter(query -> question(query).equals("_mta-sts.example.com TXT"))
                .findFirst()
                .orElseThrow();
        assertThat(lab.sites().requests("mta-sts." + DOMAIN))
                .singleElement()
                .satisfies(request -> assertThat(request.nanoTime()).isLessThan(txt.nanoTime() + delay.toNanos()));
    }

    @Test
    void guard_neverConnectsToPrivateAddresses() {
        for (String address : List.of("127.0.0.1", "10.0.0.5", "169.254.169.254", "::ffff:127.0.0.1", "fd00::1")) {
            lab.reset();
            LabFixtures.stageValid(lab, DOMAIN);
            lab.dns().remove("mta-sts." + DOMAIN).cname("mta-sts." + DOMAIN, "inner.example.net");
            if (address.contains(":")) {
                lab.dns().aaaa("inner.example.net", address);
            } else {
                lab.dns().a("inner.example.net", address);
            }

            check(DOMAIN)
                    .then()
                    .body("verdict", equalTo("broken"))
                    .body("findings.code", hasItem("https-host-not-public"));
            assertThat(lab.sites().forbiddenConnections()).isZero();
        }
    }

    @Test
    void mailServers_areNotConnectedToUnlessConfigured() {
        LabFixtures.stageValid(lab, DOMAIN);

        check(DOMAIN)
                .then()
                .body(
                        "coverage.hosts[0].keySet()",
                        contains(
                                "preference",
                                "host",
                                "covered",
                                "matchedBy",
                                "addresses",
                                "reachable",
                                "starttls",
                                "dane",
                                "impact"))
                .body("coverage.hosts[0].reachable", equalTo(true))
                .body("coverage.hosts[0].starttls.status", equalTo("not-checked"))
                .body("coverage.hosts[0].starttls.reason", equalTo("off"))
                .body("coverage.hosts[0].starttls.addresses", hasSize(0))
                .body("coverage.hosts[0].dane.status", equalTo("none"));
        assertThat(lab.mailHosts().commands()).isEmpty();
    }

    @Test
    void observed_hasTheVerdictUnknown() {
        LabDomains.stage(lab);

        check("servfail.lab.test")
                .then()
                .statusCode(502)
                .body("code", equalTo("txt-lookup-failed"))
                .body("observed.policy.status", equalTo("valid"))
                .body("observed.coverage.hosts", hasSize(1))
                .body("observed.verdict", equalTo("unknown"))
                .body("observed.findings[0].transient", equalTo(true));
    }

    @Test
    void hostile_textsAreEscaped() {
        LabDomains.stage(lab);

        String text = check("hostile.lab.test").then().statusCode(200).extract().asString();

        assertThat(text.chars()).allMatch(c -> c >= ' ' && c != 0x7f && !(c >= 0x80 && c < 0xa0));
    }

    private static String question(ReceivedDnsQuery query) {
        return query.name() + " " + query.type();
    }
}
