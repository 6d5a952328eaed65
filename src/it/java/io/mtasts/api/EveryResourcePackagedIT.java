package io.mtasts.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;

import io.mtasts.lab.LabDomains;
import io.mtasts.lab.Laboratory;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One request to each resource and page of the packaged service. A native binary lacks what nobody declared: a template,
 * a document's members, the data of a library.
 */
@QuarkusIntegrationTest
@WithTestResource(LabResource.class)
class EveryResourcePackagedIT {

    Laboratory lab;

    @BeforeEach
    void stage() {
        lab.reset();
        LabDomains.stage(lab);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/v1/mta-sts/gap.lab.test                  | 200 | application/json         | "mx-uncovered-some"
            /api/v1/mta-sts/bücher.lab.test               | 200 | application/json         | "xn--bcher-kva.lab.test"
            /api/v1/mta-sts/a_b.lab.test                  | 400 | application/problem+json | "input-underscore"
            /api/v1/mta-sts/servfail.lab.test             | 502 | application/problem+json | "observed"
            /api/v1/mta-sts/gap.lab.test/setup            | 200 | application/json         | "hosting"
            /api/v1/mx/many-mx.lab.test                   | 200 | application/json         | inbound-mail-exchanger-40
            /api/v1/tls-rpt/enforcing.lab.test            | 200 | application/json         | "valid"
            /api/v1/tls-rpt/enforcing.lab.test/setup      | 200 | application/json         | v=TLSRPTv1
            /api/v1/dmarc/reject.dmarc.lab.test           | 200 | application/json         | "organizationalDomain"
            /api/v1/nothing                               | 404 | application/problem+json | "status"
            /probe?target=gap.lab.test                    | 200 | text/plain               | mta_sts
            /q/metrics                                    | 200 | text/plain               | http_server_requests_seconds_count
            /q/openapi                                    | 200 | application/yaml         | openapi:
            /q/swagger-ui/                                | 200 | text/html                | swagger
            /                                             | 200 | text/html                | Check MTA-STS
            /?domain=gap.lab.test                         | 200 | text/html                | mx.backup.lab.test
            /?domain=hostile.lab.test                     | 200 | text/html                | &lt;script&gt;
            /?domain=https://gap.lab.test/x               | 200 | text/html                | You entered a web address
            /?domain=a_b.lab.test                         | 400 | text/html                | This is not a domain name
            /api/v1/findings                              | 200 | application/json         | "mx-uncovered-some"
            /problems/input-url                           | 200 | text/html                | input-url
            /robots.txt                                   | 200 | text/plain               | Disallow
            /setup?domain=gap.lab.test&mode=enforce       | 200 | text/html                | mx.backup.lab.test
            /plan?domain=enforcing.lab.test               | 200 | text/html                | mx1.enforcing.lab.test
            /mx?domain=many-mx.lab.test                   | 200 | text/html                | inbound-mail-exchanger-40
            /tls-rpt?domain=enforcing.lab.test            | 200 | text/html                | _smtp._tls.enforcing.lab.test
            /dmarc?domain=reject.dmarc.lab.test           | 200 | text/html                | _dmarc.reject.dmarc.lab.test
            /list                                         | 200 | text/html                | </html>
            /page.css                                     | 200 | text/css                 | {
            /page.js                                      | 200 | text/javascript          | {
            /favicon.svg                                  | 200 | image/svg+xml            | <svg
            """)
    void get(String path, int status, String contentType, String text) {
        given().urlEncodingEnabled(!path.contains("?"))
                .get(path)
                .then()
                .statusCode(status)
                .contentType(startsWith(contentType))
                .header("X-Content-Type-Options", "nosniff")
                .body(containsString(text));
    }

    @Test
    void preview() {
        given().contentType("text/plain")
                .body("version: STSv1\nmode: enforce\nmx: mx1.gap.lab.test\nmax_age: 604800\n")
                .post("/api/v1/mta-sts/gap.lab.test/preview")
                .then()
                .statusCode(200)
                .body(containsString("\"mx-uncovered-some\""));
    }

    @Test
    void list() {
        given().contentType("text/plain")
                .body("enforcing.lab.test\nnot-configured.lab.test\n")
                .post("/api/v1/mta-sts")
                .then()
                .statusCode(200)
                .body(containsString("\"enforcing\""), containsString("\"not-configured\""));
        given().formParam("domains", "enforcing.lab.test\nexample")
                .post("/list")
                .then()
                .statusCode(200)
                .body(containsString("enforcing.lab.test"), containsString("</html>"));
    }
}
