package io.mtasts.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.mtasts.lab.CertificateKind;
import io.mtasts.lab.LabDomains;
import io.mtasts.lab.LabFixtures;
import io.mtasts.lab.Laboratory;
import io.mtasts.lab.MailServerBehavior;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks that connect to the mail servers: what is said to them, and what the document and the page say of it. */
@QuarkusTest
@TestProfile(StarttlsEnabledProfile.class)
@WithTestResource(LabResource.class)
class StarttlsIT {

    /** The one example that needs mail servers. */
    static final String EXAMPLE = "starttls";

    private static final String DOMAIN = "example.com";
    private static final String HOST = "mx1.example.com";

    Laboratory lab;

    @BeforeEach
    void clean() {
        lab.reset();
    }

    private static ValidatableResponse check(String domain) {
        return given().get("/api/v1/mta-sts/{domain}", domain).then().statusCode(200);
    }

    private static String page(String domain) {
        return given().queryParam("domain", domain).get("/").asString();
    }

    @Test
    void valid_isDelivered() {
        LabFixtures.stageValid(lab, DOMAIN);
        lab.mailHosts().certificate(HOST, CertificateKind.expiring(30));

        check(DOMAIN)
                .body("verdict", equalTo("enforcing"))
                .body("severity", equalTo("ok"))
                .body("coverage.hosts[0].deliverable", equalTo(true))
                .body("coverage.hosts[0].starttls.status", equalTo("valid"))
                .body("coverage.hosts[0].starttls.addresses", hasSize(1))
                .body("coverage.hosts[0].starttls.addresses[0].address", equalTo(MailServerBehavior.NORMAL.address()))
                .body("coverage.hosts[0].starttls.addresses[0].status", equalTo("valid"))
                .body("coverage.hosts[0].starttls.addresses[0].tls.protocol", equalTo("TLSv1.3"))
                .body("coverage.hosts[0].starttls.addresses[0].tls.certificate.names", contains(HOST))
                .body("coverage.hosts[0].starttls.addresses[0].tls.certificate.daysLeft", equalTo(30));
        assertThat(lab.mailHosts().commands()).containsExactly("EHLO checker.lab.test", "STARTTLS", HOST + " QUIT");
        assertThat(page(DOMAIN)).contains("TLS of the server", "TLSv1.3, certificate until", ">Delivered<");
    }

    @Test
    void example_matchesTheResponse() throws IOException {
        LabDomains.stage(lab);

        Examples.assertGiven(EXAMPLE, given().get("/api/v1/mta-sts/mx-self-signed.lab.test"));
    }

    @Test
    void metrics_countTheOutcome() {
        LabDomains.stage(lab);
        LabFixtures.stageValid(lab, DOMAIN);

        check(DOMAIN);
        check("mx-no-starttls.lab.test");

        assertThat(given().accept("text/plain").get("/q/metrics").asString())
                .contains(
                        "mta_sts_starttls_probes_total{outcome=\"valid\"",
                        "mta_sts_starttls_probes_total{outcome=\"not-offered\"");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # domain,          status,  deliverable, finding,                     severity
            mx-no-starttls,    invalid, false,       starttls-not-offered,        critical
            mx-starttls-fails, invalid, false,       starttls-refused,            critical
            mx-old-tls,        invalid, false,       starttls-tls-version,        critical
            mx-injects,        invalid, false,       starttls-injection,          critical
            mx-expired,        invalid, false,       starttls-cert-expired,       critical
            mx-self-signed,    invalid, false,       starttls-cert-untrusted,     critical
            mx-wrong-name,     invalid, false,       starttls-cert-name-mismatch, critical
            mx-turns-away,     unknown, ,            starttls-turned-away,        warning
            mx-greylists,      unknown, ,            starttls-turned-away,        warning
            mx-second-address, partial, true,        starttls-not-offered,        error
            mx-half-blocked,   valid,   true,        starttls-unreachable,        info
            """)
    void labDomains(String label, String status, Boolean deliverable, String finding, String severity) {
        LabDomains.stage(lab);

        check(label + ".lab.test")
                .body("verdict", equalTo("enforcing"))
                .body("severity", equalTo(severity))
                .body("coverage.status", equalTo("complete"))
                .body("coverage.hosts[0].covered", equalTo(true))
                .body("coverage.hosts[0].starttls.status", equalTo(status))
                .body("coverage.hosts[0].deliverable", equalTo(deliverable))
                .body("findings.code", contains(finding))
                .body("findings[0].severity", equalTo(severity));
    }

    @Test
    void page_showsWhichServersRefuseMail() {
        LabDomains.stage(lab);

        assertThat(page("mx-expired.lab.test"))
                .contains(
                        "All mail to mx-expired.lab.test is being refused",
                        "<strong class=\"host\">mx1.mx-expired.lab.test</strong> (preference 10), which has no valid TLS",
                        "No server is left for these senders",
                        ">Not valid<",
                        ">Refused<");
        assertThat(page("gap.lab.test"))
                .contains(
                        "Mail to mx.backup.lab.test is being refused",
                        "Mail is still delivered through <span class=\"host\">mx1.gap.lab.test</span>");
        assertThat(page("mx-turns-away.lab.test"))
                .contains(">not determined<")
                .doesNotContain("What happens to mail now");
        assertThat(page("mx-expired.lab.test")).contains("TLS of the mail servers", "0 of 1 valid");
    }

    /** The alert for refused mail must also fire for covered servers. */
    @Test
    void probe_showsDeliveryAndExpiry() {
        LabDomains.stage(lab);

        String expired = given().queryParam("target", "mx-expired.lab.test")
                .get("/probe")
                .asString();
        String valid =
                given().queryParam("target", "enforcing.lab.test").get("/probe").asString();
        String unknown = given().queryParam("target", "mx-turns-away.lab.test")
                .get("/probe")
                .asString();

        assertThat(expired)
                .contains(
                        "\nmta_sts_domain_mail_server_covered{host=\"mx1.mx-expired.lab.test\"} 1\n",
                        "\nmta_sts_domain_mail_server_deliverable{host=\"mx1.mx-expired.lab.test\"} 0\n");
        assertThat(expiry(expired, "mx1.mx-expired.lab.test")).isBefore(Instant.now());
        assertThat(valid).contains("\nmta_sts_domain_mail_server_deliverable{host=\"mx1.enforcing.lab.test\"} 1\n");
        assertThat(expiry(valid, "mx1.enforcing.lab.test")).isAfter(Instant.now());
        assertThat(unknown)
                .contains("mta_sts_domain_mail_server_covered")
                .doesNotContain(
                        "mta_sts_domain_mail_server_deliverable",
                        "mta_sts_domain_mail_server_certificate_expiry_timestamp_seconds");
    }

    private static Instant expiry(String metrics, String host) {
        String sample = "mta_sts_domain_mail_server_certificate_expiry_timestamp_seconds{host=\"" + host + "\"} ";
        return metrics.lines()
                .filter(line -> line.startsWith(sample))
                .map(line -> Instant.ofEpochSecond(Long.parseLong(line.substring(sample.length()))))
                .findFirst()
                .orElseThrow();
    }

    /** Senders use any of the addresses, so each one is looked at. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            # domain,          statuses,        reasons
            mx-second-address, valid invalid,   none not-offered
            mx-half-blocked,   valid unknown,   none connection-refused
            mx-greylists,      unknown,         temporarily-rejected
            mx-turns-away,     unknown,         rejected
            mx-no-starttls,    invalid,         not-offered
            """)
    void addresses_eachHasAStatusAndAReason(String label, String statuses, String reasons) {
        LabDomains.stage(lab);

        check(label + ".lab.test")
                .body("coverage.hosts[0].starttls.addresses.status", contains(statuses.split(" ")))
                .body(
                        "coverage.hosts[0].starttls.addresses.collect { it.reason ?: 'none' }",
                        contains(reasons.split(" ")));
    }

    /** The domain has no address for mail, so nobody can look. */
    @Test
    void withoutAddress_isNotChecked() {
        LabFixtures.stageValid(lab, DOMAIN);
        lab.dns().remove(HOST);

        check(DOMAIN)
                .body("coverage.hosts[0].starttls.status", equalTo("not-checked"))
                .body("coverage.hosts[0].starttls.reason", equalTo("no-address"))
                .body("coverage.hosts[0].starttls.addresses", empty());
    }

    @Test
    void page_showsEachAddress() {
        LabDomains.stage(lab);

        assertThat(page("mx-second-address.lab.test"))
                .contains(
                        ">Not valid everywhere<",
                        MailServerBehavior.NORMAL.address() + ": TLSv1.3, certificate until",
                        MailServerBehavior.NO_STARTTLS.address() + ": not offered");
    }

    @Test
    void gap_isNotDeliveredEvenWithValidTls() {
        LabDomains.stage(lab);

        check("gap.lab.test")
                .body("coverage.hosts.deliverable", contains(true, false))
                .body("coverage.hosts.starttls.status", contains("valid", "valid"))
                .body("findings.code", contains("mx-uncovered-some"));
    }

    @Test
    void silent_endsInTime() {
        stageValid(MailServerBehavior.SILENT.address());

        check(DOMAIN)
                .body("findings.code", contains("starttls-timeout"))
                .body("findings[0].transient", equalTo(true))
                .body("findings[0].message", containsString("waiting for the greeting"));
    }

    @Test
    void longReplies_areCut() {
        stageValid(MailServerBehavior.TALKS.address());

        check(DOMAIN).body("findings.code", contains("starttls-not-smtp"));
    }

    @Test
    void guard_neverConnectsToPrivateAddresses() {
        stageValid("10.0.0.5");

        check(DOMAIN)
                .body("findings.code", contains("mx-unreachable", "mx-target-not-public", "starttls-not-public"))
                .body("coverage.hosts[0].reachable", equalTo(false))
                .body("coverage.hosts[0].starttls.status", equalTo("unknown"))
                .body("coverage.hosts[0].starttls.addresses[0].address", equalTo("10.0.0.5"))
                .body("coverage.hosts[0].starttls.addresses[0].reason", equalTo("not-public"));
        assertThat(lab.mailHosts().commands()).isEmpty();
    }

    @Test
    void rejection_isNotAFaultOfTheServer() {
        stageValid(Laboratory.REFUSED);

        check(DOMAIN)
                .body("severity", equalTo("info"))
                .body("findings.code", contains("starttls-unreachable"))
                .body("findings[0].message", containsString(Laboratory.REFUSED + ": Connection refused"));
    }

    @Test
    void many_onlyTheFirstAreConnectedTo() {
        LabDomains.stage(lab);

        check("many-mx.lab.test")
                .body("coverage.hosts", hasSize(40))
                .body("coverage.hosts[0..2].starttls.status", everyItem(equalTo("valid")))
                .body("coverage.hosts[3..39].starttls.status", everyItem(equalTo("unknown")))
                .body("findings.code", hasItem("starttls-unchecked"))
                .body(
                        "findings.find { it.code == 'starttls-unchecked' }.subject",
                        startsWith("inbound-mail-exchanger-04.many-mx.lab.test"))
                .body(
                        "findings.find { it.code == 'starttls-unchecked' }.message",
                        endsWith("(only the first 3 mail servers of a domain are probed)."));
        assertThat(lab.mailHosts().commands())
                .filteredOn(command -> command.startsWith("EHLO"))
                .hasSize(3);
    }

    @Test
    void withoutPolicy_isInformation() {
        LabFixtures.mx(lab, DOMAIN, HOST);
        lab.dns().remove(HOST).a(HOST, MailServerBehavior.NO_STARTTLS.address());

        check(DOMAIN)
                .body("verdict", equalTo("not-configured"))
                .body("severity", equalTo("info"))
                .body("coverage.hosts[0]", not(hasKey("deliverable")))
                .body("findings.code", hasItem("starttls-not-offered"));
    }

    private void stageValid(String address) {
        LabFixtures.stageValid(lab, DOMAIN);
        lab.dns().remove(HOST).a(HOST, address);
    }
}
