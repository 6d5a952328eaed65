package io.mtasts.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.mtasts.lab.DnsFault;
import io.mtasts.lab.FakeHttpsSite;
import io.mtasts.lab.LabDomains;
import io.mtasts.lab.LabFixtures;
import io.mtasts.lab.Laboratory;
import io.mtasts.lab.RecordType;
import io.mtasts.lab.Response;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The way from a fault to its repair through the running service. */
@QuarkusTest
@WithTestResource(LabResource.class)
class SetupResourceIT {

    Laboratory lab;

    @BeforeEach
    void stage() {
        lab.reset();
        LabDomains.stage(lab);
    }

    private static ValidatableResponse setup(String domain, String query) {
        return given().get("/api/v1/mta-sts/" + domain + "/setup" + query).then();
    }

    private static ValidatableResponse preview(String domain, String policy) {
        return given().contentType("text/plain")
                .body(policy.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/mta-sts/" + domain + "/preview")
                .then();
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status, String code) {
        return response.statusCode(status)
                .header("Content-Type", startsWith("application/problem+json"))
                .body("status", equalTo(status))
                .body("code", equalTo(code));
    }

    /** What is made is published in the laboratory, and the check finds nothing that is wrong with it. */
    @ParameterizedTest
    @CsvSource({
        "not-configured, testing, exact,    testing",
        "not-configured, enforce, wildcard, enforcing",
        "gap,            enforce, exact,    enforcing",
        "gap,            enforce, wildcard, enforcing",
        "broken-record,  enforce, exact,    enforcing",
        "broken-policy,  testing, exact,    testing",
        "many-mx,        enforce, exact,    enforcing",
        "implicit-mx,    enforce, wildcard, enforcing",
        "gap,            none,    exact,    disabled"
    })
    void setup_acceptsWhatItPublishes(String label, String mode, String patterns, String verdict) {
        String domain = label + ".lab.test";
        var made = setup(domain, "?mode=" + mode + "&patterns=" + patterns)
                .statusCode(200)
                .extract();
        lab.dns().remove("_mta-sts." + domain).txt("_mta-sts." + domain, made.<String>path("record.text"));
        lab.dns().remove("mta-sts." + domain);
        LabFixtures.site(lab, domain, FakeHttpsSite.policy(made.path("policy.text")));

        var check = given().get("/api/v1/mta-sts/" + domain).then().statusCode(200);
        check.body("verdict", equalTo(verdict)).body("record.status", equalTo("valid"));
        if (!mode.equals("none")) {
            check.body("coverage.status", equalTo("complete")).body("coverage.unusedPatterns", empty());
        }
    }

    @Test
    void setup_listsTheChanges() {
        setup("gap.lab.test", "?mode=enforce&maxAge=604800")
                .statusCode(200)
                .body("verdictToday", equalTo("enforcing"))
                .body("record.idToday", equalTo("20260401T090000"))
                .body("record.id", not(equalTo("20260401T090000")))
                .body("policy.maxAgeSeconds", equalTo(604_800))
                .body(
                        "difference.findAll { it.change == 'added' }.text",
                        contains("mx: mx.backup.lab.test", "max_age: 604800"))
                .body("difference.findAll { it.change == 'removed' }.text", contains("max_age: 1209600"))
                .body("steps.kind", contains("serve-policy", "publish-record"))
                .body("hosting.server", hasItem("nginx"))
                .body("hosting[0].text", containsString("mta-sts.gap.lab.test"));
        setup("not-configured.lab.test", "")
                .statusCode(200)
                .body("$", not(hasKey("difference")))
                .body("policy.mode", equalTo("testing"))
                .body("policy.maxAgeSeconds", equalTo(1_209_600))
                .body("steps.kind[0]", equalTo("publish-tls-rpt"))
                .body("steps.waitSeconds", hasItem(1_209_600));
        setup("gap.lab.test", "?mode=none")
                .body("policy.maxAgeSeconds", equalTo(86_400))
                .body("policy.mx", contains("mx1.gap.lab.test"))
                .body(
                        "steps.kind",
                        contains(
                                "serve-policy",
                                "publish-record",
                                "wait-for-senders",
                                "remove-record",
                                "remove-policy"));
    }

    /** The laboratory publishes the id that is generated for its policy. */
    @Test
    void setup_idOfThePolicy() {
        setup("hashed-id.lab.test", "?mode=enforce&id=hash")
                .statusCode(200)
                .body("status", equalTo("up-to-date"))
                .body("record.id", equalTo("sts818d2a061751a0d6ebdec01781490"))
                .body("record.idToday", equalTo("sts818d2a061751a0d6ebdec01781490"));
    }

    @ParameterizedTest
    @CsvSource({
        "hashed-id, yes, ok",
        "forgotten-id, no, warning",
        "enforcing, unknown, ok",
        "broken-policy, unknown, error"
    })
    void check_showsAForgottenId(String domain, String matches, String severity) {
        given().get("/api/v1/mta-sts/" + domain + ".lab.test")
                .then()
                .statusCode(200)
                .body("record.idMatchesPolicy", equalTo(matches))
                .body("severity", equalTo(severity));
    }

    @Test
    void check_correctsAForgottenId() {
        String id = "v=STSv1; id=stsff774a647eaf6774cd7a7d420591c;";
        given().get("/api/v1/mta-sts/forgotten-id.lab.test")
                .then()
                .body("findings[0].code", equalTo("txt-id-of-another-policy"))
                .body("findings[0].publish", equalTo(id))
                .body("corrections[0].corrected", equalTo(id))
                .body("corrections[0].changes[0].code", equalTo("txt-id-of-another-policy"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mode=Testing         | parameter-mode
            mode=enforced        | parameter-mode
            mode=%00             | parameter-mode
            maxAge=-1            | parameter-max-age
            maxAge=31557601      | parameter-max-age
            maxAge=99999999999   | parameter-max-age
            maxAge=1e3           | parameter-max-age
            maxAge=%C2%B2        | parameter-max-age
            patterns=any         | parameter-patterns
            id=HASH              | parameter-id
            """)
    void setup_badParameter(String query, String code) {
        problem(
                given().urlEncodingEnabled(false)
                        .get("/api/v1/mta-sts/gap.lab.test/setup?" + query)
                        .then(),
                400,
                code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?maxAge=0", "?maxAge=31557600", "?mode=&maxAge=&patterns="})
    void setup_parameterJustInside(String query) {
        setup("gap.lab.test", query).statusCode(200);
    }

    @Test
    void setup_withoutMailServers() {
        problem(setup("null-mx.lab.test", ""), 409, "mx-null");
        setup("null-mx.lab.test", "?mode=none").statusCode(200);
        problem(setup("no-such-name.lab.test", ""), 409, "domain-nxdomain");
        lab.dns().fail("gap.lab.test", RecordType.MX, DnsFault.SERVFAIL);
        problem(setup("gap.lab.test", ""), 502, "mx-lookup-failed");
        lab.dns().fail("testing.lab.test", RecordType.MX, DnsFault.TIMEOUT);
        problem(setup("testing.lab.test", ""), 504, "mx-lookup-failed");
    }

    /** An input that is not a domain name, or has more path segments, is rejected as by a check. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            someone@example.com/setup     | input-email        | example.com
            https://example.com/setup     | input-url          | example.com
            example.com/a/setup           | input-path         | example.com
            example.com/setup/            | input-path         | example.com
            example.com/setups            | input-path         | example.com
            example.com%2Fsetup           | input-path         | example.com
            setup                         | input-single-label | -
            /setup                        | input-single-label | -
            com/setup                     | input-single-label | -
            example.com;a=b/setup         | input-invalid-character | -
            192.0.2.1/setup               | input-ip           | -
            """)
    void setup_notADomain(String path, String code, String suggestion) {
        problem(given().urlEncodingEnabled(false).get("/api/v1/mta-sts/" + path).then(), 400, code)
                .body("suggestion", equalTo(suggestion));
    }

    @Test
    void preview_matchesTheReportAfterPublishing() {
        String better = LabFixtures.policy("enforce", "mx1.gap.lab.test", "mx.backup.lab.test");
        preview("gap.lab.test", better)
                .statusCode(200)
                .contentType("application/json")
                .body("verdict", equalTo("enforcing"))
                .body("verdictToday", equalTo("enforcing"))
                .body("coverage.status", equalTo("complete"))
                .body("policy.text", equalTo(better))
                .body("findings.code", hasItem("txt-id-stale"))
                .body("summary", startsWith("With this policy in its place: "));
        preview("testing.lab.test", LabFixtures.policy("enforce", "elsewhere.lab.test"))
                .body("verdict", equalTo("enforcing"))
                .body("verdictToday", equalTo("testing"))
                .body("severity", equalTo("critical"))
                .body("coverage.status", equalTo("none"));
        preview("not-configured.lab.test", LabFixtures.policy("testing", "mx1.not-configured.lab.test"))
                .body("verdict", equalTo("not-configured"))
                .body("policy.mode", equalTo("testing"))
                .body("coverage.status", equalTo("complete"));
        given().get("/api/v1/mta-sts/gap.lab.test").then().statusCode(200).body("$", not(hasKey("verdictToday")));
    }

    @Test
    void preview_ofAPolicyThatIsNotServedYet() {
        lab.sites()
                .site(
                        "mta-sts.gap.lab.test",
                        FakeHttpsSite.of(
                                Response.status(404).contentType("text/html").body("no")));

        preview("gap.lab.test", LabFixtures.policy("enforce", "*.gap.lab.test", "*.backup.lab.test"))
                .body("verdict", equalTo("enforcing"))
                .body("verdictToday", equalTo("broken"))
                .body("coverage.status", equalTo("complete"));
    }

    @ParameterizedTest
    @CsvSource({"application/json", "text/html", "application/x-www-form-urlencoded"})
    void preview_ofAnotherMediaType(String type) {
        problem(
                given().contentType(type)
                        .body("x")
                        .post("/api/v1/mta-sts/gap.lab.test/preview")
                        .then(),
                415,
                "unsupported-media-type");
    }

    @Test
    void preview_sizes() {
        problem(preview("gap.lab.test", ""), 400, "policy-empty");
        String policy = LabFixtures.policy("enforce", "mx1.gap.lab.test", "mx.backup.lab.test");
        String longest = policy + "note: " + "x".repeat(65_536 - policy.length() - 6);
        preview("gap.lab.test", longest).statusCode(200).body("coverage.status", equalTo("complete"));
        problem(preview("gap.lab.test", longest + "x"), 413, "content-too-large");
    }

    @Test
    void preview_keepsTheTextUnchanged() {
        byte[] text = {'v', (byte) 0xff, (byte) 0xfe, 0};
        given().contentType("text/plain; charset=utf-8")
                .body(text)
                .post("/api/v1/mta-sts/gap.lab.test/preview")
                .then()
                .statusCode(200)
                .body("findings.code", hasItem("policy-encoding"));
    }

    @Test
    void preview_methods() {
        problem(given().get("/api/v1/mta-sts/gap.lab.test/preview").then(), 405, "method-not-allowed")
                .header("Allow", "OPTIONS, POST");
        problem(given().put("/api/v1/mta-sts/gap.lab.test/preview").then(), 405, "method-not-allowed")
                .header("Allow", "OPTIONS, POST");
        problem(given().post("/api/v1/mta-sts/gap.lab.test").then(), 405, "method-not-allowed")
                .header("Allow", "GET, HEAD, OPTIONS");
        problem(preview("someone@example.com", "x"), 400, "input-email");
    }

    @Test
    void mx_matchesDns() {
        lab.dns()
                .mx("mixed.lab.test", 20, "alias.lab.test")
                .mx("mixed.lab.test", 10, "gone.lab.test")
                .mx("mixed.lab.test", 10, "a.lab.test")
                .mx("mixed.lab.test", 30, "192.0.2.1")
                .cname("alias.lab.test", "a.lab.test")
                .a("a.lab.test", LabFixtures.MX_ADDRESS);

        mx("mixed.lab.test")
                .statusCode(200)
                .body("status", equalTo("explicit"))
                .body("hosts.host", contains("a.lab.test", "gone.lab.test", "alias.lab.test", "192.0.2.1"))
                .body("hosts.preference", contains(10, 10, 20, 30))
                .body("hosts[0].addresses", contains(LabFixtures.MX_ADDRESS))
                .body("hosts[1].status", equalTo("unresolvable"))
                .body("hosts[2].cnames", contains("a.lab.test"))
                .body("hosts[2].status", equalTo("resolved"))
                .body("findings.code", contains("mx-target-unresolvable", "mx-target-cname", "mx-target-ip"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            enforcing.lab.test    | explicit | ok
            null-mx.lab.test      | null-mx  | info
            implicit-mx.lab.test  | implicit | warning
            no-such-name.lab.test | none     | warning
            """)
    void mx_status(String domain, String status, String severity) {
        mx(domain).statusCode(200).body("status", equalTo(status)).body("severity", equalTo(severity));
    }

    @Test
    void mx_looksNothingElseUp() {
        mx("enforcing.lab.test").statusCode(200);

        assertThat(lab.dns().queries().stream().map(query -> query.name()).distinct())
                .containsExactlyInAnyOrder("enforcing.lab.test", "mx1.enforcing.lab.test");
        assertThat(lab.sites().requests("mta-sts.enforcing.lab.test")).isEmpty();
    }

    @Test
    void mx_failures() {
        lab.dns().fail("gap.lab.test", RecordType.MX, DnsFault.SERVFAIL);
        problem(mx("gap.lab.test"), 502, "mx-lookup-failed");
        lab.dns().fail("testing.lab.test", RecordType.MX, DnsFault.TIMEOUT);
        problem(mx("testing.lab.test"), 504, "mx-lookup-failed");
        problem(mx("someone@example.com"), 400, "input-email").body("suggestion", equalTo("example.com"));
        problem(mx("example.com/a"), 400, "input-path");
    }

    private static ValidatableResponse mx(String domain) {
        return given().urlEncodingEnabled(false).get("/api/v1/mx/" + domain).then();
    }

    @Test
    void tlsRpt_matchesDns() {
        tlsRpt("enforcing.lab.test")
                .statusCode(200)
                .body("tlsRpt.status", equalTo("valid"))
                .body("tlsRpt.rua", contains("mailto:tls-reports@enforcing.lab.test"))
                .body("severity", equalTo("ok"));
        tlsRpt("no-tlsrpt.lab.test")
                .body("tlsRpt.status", equalTo("absent"))
                .body("findings.code", contains("tlsrpt-absent"))
                .body("findings[0].publish", equalTo("v=TLSRPTv1; rua=mailto:tls-reports@no-tlsrpt.lab.test"));
        tlsRpt("hostile.lab.test").body("tlsRpt.status", equalTo("invalid"));
        // nothing of MTA-STS; without a record, the names at which it may have been published by mistake
        assertThat(lab.dns().queries().stream().map(query -> query.name()))
                .containsOnly(
                        "_smtp._tls.enforcing.lab.test",
                        "_smtp._tls.no-tlsrpt.lab.test",
                        "_tlsrpt.no-tlsrpt.lab.test",
                        "_smtp-tls.no-tlsrpt.lab.test",
                        "_smtp-tlsrpt.no-tlsrpt.lab.test",
                        "_tls.no-tlsrpt.lab.test",
                        "no-tlsrpt.lab.test",
                        "_smtp._tls.hostile.lab.test");
    }

    @Test
    void tlsRpt_failures() {
        lab.dns().fail("_smtp._tls.gap.lab.test", RecordType.TXT, DnsFault.SERVFAIL);
        problem(tlsRpt("gap.lab.test"), 502, "tlsrpt-lookup-failed");
        lab.dns().fail("_smtp._tls.testing.lab.test", RecordType.TXT, DnsFault.TIMEOUT);
        problem(tlsRpt("testing.lab.test"), 504, "tlsrpt-lookup-failed");
        problem(tlsRpt("someone@example.com"), 400, "input-email");
    }

    private static ValidatableResponse tlsRpt(String path) {
        return given().urlEncodingEnabled(false).get("/api/v1/tls-rpt/" + path).then();
    }

    @Test
    void tlsRptSetup_isTheRecord() {
        tlsRpt("example.com/setup?rua=mailto:tls@example.com&rua=https://example.net/tls%3Fa=b")
                .statusCode(200)
                .body("name", equalTo("_smtp._tls.example.com"))
                .body("text", equalTo("v=TLSRPTv1; rua=mailto:tls@example.com,https://example.net/tls?a=b"));
        tlsRpt("example.com/setup?rua=mailto:a@example.com,%20mailto:b@example.com,&rua=mailto:a@example.com")
                .body("text", equalTo("v=TLSRPTv1; rua=mailto:a@example.com,mailto:b@example.com"));
        tlsRpt("example.com/setup?rua=").body("rua", contains("mailto:tls-reports@example.com"));
        tlsRpt("example.com/setup").body("text", equalTo("v=TLSRPTv1; rua=mailto:tls-reports@example.com"));
        assertThat(lab.dns().queries()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            example.com/setup?rua=tls@example.com               | tlsrpt-scheme        | mailto:tls@example.com
            example.com/setup?rua=mailto:a@b.example;c=d        | tlsrpt-separator     | -
            example.com/setup?rua=mailto:a@b.example!5m         | tlsrpt-uri-unencoded | mailto:a@b.example
            example.com/a/setup?rua=mailto:a@b.example          | input-path           | example.com
            someone@example.com/setup                           | input-email          | example.com
            """)
    void tlsRptSetup_bad(String path, String code, String suggestion) {
        problem(tlsRpt(path), 400, code).body("suggestion", equalTo(suggestion));
    }

    @Test
    void tlsRptSetup_limits() {
        String ten = String.join(
                "",
                List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9").stream()
                        .map(i -> "&rua=mailto:a" + i + "@b.example")
                        .toList());
        tlsRpt("example.com/setup?" + ten.substring(1)).statusCode(200);
        problem(tlsRpt("example.com/setup?rua=mailto:x@b.example" + ten), 400, "parameter-rua");
        problem(tlsRpt("example.com/setup?rua=mailto:" + "x".repeat(1_000) + "@b.example"), 400, "parameter-rua");
        String label = "a".repeat(60);
        problem(
                tlsRpt(label + "." + label + "." + label + "." + "b".repeat(56) + ".com/setup"),
                400,
                "tlsrpt-name-too-long");
    }
}
