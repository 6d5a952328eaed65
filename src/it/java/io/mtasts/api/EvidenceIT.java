package io.mtasts.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.lab.LabDomains;
import io.mtasts.lab.Laboratory;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What decides about a domain and is easy to miss: each has a domain of the laboratory that shows it. */
@QuarkusTest
@WithTestResource(LabResource.class)
class EvidenceIT {

    Laboratory lab;

    @BeforeEach
    void stage() {
        lab.reset();
        LabDomains.stage(lab);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # domain,                finding,                  severity
            address-other-policy,    https-addresses-differ,   error
            address-not-found,       https-address-failed,     warning
            address-expired,         https-address-failed,     warning
            remembered,              policy-remembered,        info
            long-ttl,                txt-ttl-long,             info
            policy-changed-after-id, txt-id-older-than-policy, info
            policy-cached,           https-cached,             warning
            chain-ends-first,        cert-issuer-expires-first, info
            lost-reports,            tlsrpt-destination-unreachable, info
            delegation-differs,      delegation-differs,       info
            half-delegated,          delegation-half,          warning
            dangling,                txt-cname-dangling,       error
            dangling-host,           https-host-dangling,      error
            mx-unregistered,         mx-pattern-unregistered,  warning
            lenient,                 mx-uncovered-lenient,     critical
            """)
    void labDomains(String label, String finding, String severity) {
        List<String> severities = given().get("/api/v1/mta-sts/{domain}", label + ".lab.test")
                .path("findings.findAll { it.code == '" + finding + "' }.severity");

        assertThat(severities).containsOnly(severity);
    }
}
