package io.mtasts.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.lab.DmarcDomains;
import io.mtasts.lab.DnsFault;
import io.mtasts.lab.LabDomains;
import io.mtasts.lab.Laboratory;
import io.mtasts.lab.RecordType;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Neither the domain nor the client is in the log or the metrics, however the check ends. */
@QuarkusTest
@WithTestResource(LabResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrivacyIT {

    private static final List<String> PATHS = List.of(
            "/api/v1/mta-sts/{domain}",
            "/api/v1/mta-sts/{domain}/setup",
            "/api/v1/mx/{domain}",
            "/api/v1/tls-rpt/{domain}",
            "/probe?target={domain}",
            "/{domain}");
    private static final List<String> DMARC_PATHS = List.of("/api/v1/dmarc/{domain}", "/dmarc?domain={domain}");

    private final Log log = new Log();
    private final ExecutorService pool = Executors.newFixedThreadPool(16);

    Laboratory lab;

    private boolean done;

    @AfterAll
    void close() {
        pool.shutdown();
    }

    /** The requests are sent once, since those about silent servers take seconds. */
    @BeforeEach
    void requestAll() {
        if (!done) {
            done = true;
            lab.reset();
            LabDomains.stage(lab);
            Logger.getLogger("").addHandler(log);
            try {
                askForAll();
                Logger.getLogger("io.mtasts").severe("the handler receives what is logged");
            } finally {
                Logger.getLogger("").removeHandler(log);
            }
        }
    }

    @Test
    void log_namesNoDomainAndNoClient() {
        assertThat(log.lines).anyMatch(line -> line.contains("the handler receives"));
        assertThat(log.lines).noneMatch(line -> line.contains("lab.test"));
        assertThat(log.lines).noneMatch(line -> line.contains("127.0.0.1") || line.contains("0:0:0:0:0:0:0:1"));
    }

    @Test
    void metrics_nameNoDomainAndNoClient() {
        assertThat(given().get("/q/metrics").then().statusCode(200).extract().asString())
                .contains("mta_sts_checks_total{", "http_server_requests_seconds_count{")
                .doesNotContainIgnoringCase("lab.test", "secret")
                .doesNotContain("127.0.", "0:0:0:0:0:0:0:1", "::1");
    }

    private void askForAll() {
        lab.dns().fail("_mta-sts.gap.lab.test", RecordType.TXT, DnsFault.WRONG_SENDER);
        // Side by side, since those about silent servers take seconds.
        Stream.concat(requests(PATHS, LabDomains.all()), requests(DMARC_PATHS, DmarcDomains.all()))
                .map(request -> CompletableFuture.runAsync(request, pool))
                .toList()
                .forEach(CompletableFuture::join);
        for (String text :
                new String[] {"secret.lab.test/x", "a@secret.lab.test", "secret..lab.test", "%zz.lab.test"}) {
            requested(given().get("/api/v1/mta-sts/{domain}", text));
            requested(given().queryParam("domain", text).get("/"));
            requested(given().queryParam("domain", text).get("/setup"));
            requested(given().contentType("text/plain").body(text).post("/api/v1/mta-sts/{domain}/preview", text));
            requested(given().queryParam("target", text).get("/probe"));
        }
        requested(given().queryParam("domain", "gap.lab.test").get("/"));
    }

    private static Stream<Runnable> requests(List<String> paths, List<LabDomains.LabDomain> domains) {
        return domains.stream()
                .flatMap(domain -> paths.stream().map(path -> () -> requested(given().get(path, domain.name()))));
    }

    /** Checks that the service itself does not fail, whatever the result of the check is. */
    private static void requested(Response response) {
        assertThat(response.statusCode()).isIn(200, 400, 404, 409, 502, 504);
    }

    private static final class Log extends Handler {

        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord logged) {
            lines.add(new SimpleFormatter().format(logged));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
