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
import java.io.Reader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The packaged service, jar or native binary, in a process of its own, configured by environment variables for a laboratory
 * elsewhere, and ended by a signal.
 */
class OutsideLaboratoryIT {

    private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]+:(\\d+)");

    private static final Path TARGET = Path.of("target");

    private static Laboratory lab;
    private static Process service;
    private static String port;
    private static String address;

    @BeforeAll
    static void start() throws IOException {
        lab = Laboratory.start();
        LabDomains.stage(lab);
        Map<String, String> configuration = lab.configuration();
        ProcessBuilder builder = new ProcessBuilder(command()).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "QUARKUS_HTTP_PORT", "0",
                        "MTA_STS_DNS_SERVERS", configuration.get("mta-sts.dns.servers"),
                        "MTA_STS_POLICY_PORT", configuration.get("mta-sts.policy.port"),
                        "MTA_STS_POLICY_CA_BUNDLE", configuration.get("quarkus.tls.policy.trust-store.pem.certs"),
                        "MTA_STS_GUARD_ALLOW", configuration.get("mta-sts.guard.allow")));
        service = builder.start();
        port = listeningPort();
        address = "http://localhost:" + port + "/api/v1/mta-sts/";
    }

    private static List<String> command() throws IOException {
        Properties artifact = new Properties();
        try (Reader reader = Files.newBufferedReader(TARGET.resolve("quarkus-artifact.properties"))) {
            artifact.load(reader);
        }
        String path = TARGET.resolve(artifact.getProperty("path")).toString();
        return artifact.getProperty("type").equals("native")
                ? List.of(path)
                : List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", path);
    }

    private static String listeningPort() throws IOException {
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
    void healthCheck_ofTheSameProgram() throws Exception {
        assertThat(healthCheck("http://localhost:" + port + "/q/health/live")).isZero();
        assertThat(healthCheck("http://localhost:" + port + "/q/health/none")).isEqualTo(1);
        assertThat(healthCheck("http://localhost:1/q/health/live")).isEqualTo(1);
    }

    private static int healthCheck(String url) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(command());
        command.addAll(List.of("--health", url));
        return new ProcessBuilder(command).inheritIO().start().waitFor();
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
