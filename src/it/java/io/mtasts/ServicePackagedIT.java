package io.mtasts;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.lab.CertificateKind;
import io.mtasts.lab.FakeHttpsSite;
import io.mtasts.lab.LabDomains;
import io.mtasts.lab.LabFixtures;
import io.mtasts.lab.Laboratory;
import io.mtasts.lab.PackagedService;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The packaged service, jar or native binary, in a process of its own, configured by environment variables for a laboratory
 * elsewhere, and ended by a signal.
 */
class ServicePackagedIT {

    private static Laboratory lab;
    private static PackagedService service;

    @BeforeAll
    static void start() throws IOException {
        lab = Laboratory.start();
        LabDomains.stage(lab);
        service = PackagedService.start(lab, Map.of());
    }

    @AfterAll
    static void stop() throws InterruptedException {
        service.terminate();
        assertThat(service.exitCode()).isZero();
        lab.close();
    }

    private static JsonPath check(String domain) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(service.address() + "/api/v1/mta-sts/" + domain))
                .build();
        return new JsonPath(HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body());
    }

    @Test
    void healthCheck_ofTheSameProgram() throws Exception {
        assertThat(healthCheck(service.address() + "/q/health/live")).isZero();
        assertThat(healthCheck(service.address() + "/q/health/none")).isEqualTo(1);
        assertThat(healthCheck("http://localhost:1/q/health/live")).isEqualTo(1);
    }

    private static int healthCheck(String url) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(PackagedService.command());
        command.addAll(List.of("--health", url));
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    @Test
    void manyMailServers_areReceivedByTcp() throws Exception {
        JsonPath report = check("many-mx.lab.test");

        assertThat(report.getString("verdict")).isEqualTo("enforcing");
        assertThat(report.getList("coverage.hosts")).hasSize(40);
        assertThat(report.getString("coverage.status")).isEqualTo("complete");
    }

    @Test
    void policyHost_withBothFamilies() throws Exception {
        LabFixtures.stageValid(lab, "both.test");
        lab.dns().aaaa("mta-sts.both.test", Laboratory.PUBLIC6);

        JsonPath report = check("both.test");

        assertThat(report.getString("verdict")).isEqualTo("enforcing");
        assertThat(report.getList("policy.host.addresses")).hasSize(2);
        assertThat(report.getList("findings")).hasSize(lab.sites().hasIpv6() ? 0 : 1);
    }

    @Test
    void aliases_areFollowed() throws Exception {
        JsonPath report = check("cname.lab.test");

        assertThat(report.getString("verdict")).isEqualTo("enforcing");
        assertThat(report.getList("record.cnames")).isNotEmpty();
        assertThat(report.getList("policy.host.cnames")).isNotEmpty();
    }

    @Test
    void record_ofThreeStrings() throws Exception {
        JsonPath report = check("split-txt.lab.test");

        assertThat(report.getString("verdict")).isEqualTo("enforcing");
        assertThat(report.getString("record.id")).isEqualTo("20260401T090000");
    }

    @Test
    void trust_isThatOfTheLaboratoryAndNoMore() throws Exception {
        LabFixtures.stageValid(lab, "stranger.test");
        lab.sites()
                .site(
                        "mta-sts.stranger.test",
                        FakeHttpsSite.policy(LabFixtures.policy("enforce", "mx1.stranger.test"))
                                .with(CertificateKind.UNKNOWN_CA));

        JsonPath report = check("stranger.test");

        assertThat(report.getString("verdict")).isEqualTo("broken");
        assertThat(report.getString("findings[0].code")).startsWith("cert-");
        assertThat(check("enforcing.lab.test").getString("verdict")).isEqualTo("enforcing");
    }
}
