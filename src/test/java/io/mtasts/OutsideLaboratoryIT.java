package io.mtasts;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.lab.CertificateKind;
import io.mtasts.lab.LabDomains;
import io.mtasts.lab.Laboratory;
import io.mtasts.lab.Site;
import io.mtasts.lab.Staging;
import io.restassured.path.json.JsonPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packaged service in a process of its own, configured by environment variables for a laboratory elsewhere. */
class OutsideLaboratoryIT {

    private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]+:(\\d+)");

    private static Laboratory lab;
    private static Process service;
    private static String address;

    @BeforeAll
    static void start() throws IOException {
        lab = Laboratory.start();
        LabDomains.stage(lab);
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        "target/quarkus-app/quarkus-run.jar")
                .redirectErrorStream(true);
        Map<String, String> configuration = lab.configuration();
        builder.environment().put("QUARKUS_HTTP_PORT", "0");
        builder.environment().put("MTA_STS_DNS_SERVERS", configuration.get("mta-sts.dns.servers"));
        builder.environment().put("MTA_STS_POLICY_PORT", configuration.get("mta-sts.policy.port"));
        builder.environment().put("MTA_STS_GUARD_ALLOW", configuration.get("mta-sts.guard.allow"));
        builder.environment()
                .put(
                        "QUARKUS_TLS_POLICY_TRUST_STORE_PEM_CERTS",
                        configuration.get("quarkus.tls.policy.trust-store.pem.certs"));
        service = builder.start();
        address = "http://localhost:" + port() + "/api/v1/mta-sts/";
    }

    private static String port() throws IOException {
        BufferedReader log =
                new BufferedReader(new InputStreamReader(service.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder seen = new StringBuilder();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                return listening.group(1);
            }
            seen.append(line).append('\n');
        }
        throw new IllegalStateException("the service did not start:\n" + seen);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        service.destroy();
        assertThat(service.waitFor()).isZero();
        lab.close();
    }

    private static JsonPath check(String domain) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address + domain)).build();
        return new JsonPath(HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body());
    }

    @Test
    void manyMailServers_comeByTcp() throws Exception {
        JsonPath report = check("many-mx.lab.test");

        assertThat(report.getString("verdict")).isEqualTo("enforcing");
        assertThat(report.getList("coverage.hosts")).hasSize(40);
        assertThat(report.getString("coverage.status")).isEqualTo("complete");
    }

    @Test
    void policyHost_withBothFamilies() throws Exception {
        Staging.sound(lab, "both.test");
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
        Staging.sound(lab, "stranger.test");
        lab.sites()
                .site(
                        "mta-sts.stranger.test",
                        Site.policy(Staging.policy("enforce", "mx1.stranger.test"))
                                .with(CertificateKind.UNKNOWN_CA));

        JsonPath report = check("stranger.test");

        assertThat(report.getString("verdict")).isEqualTo("broken");
        assertThat(report.getString("findings[0].code")).startsWith("cert-");
        assertThat(check("enforcing.lab.test").getString("verdict")).isEqualTo("enforcing");
    }
}
