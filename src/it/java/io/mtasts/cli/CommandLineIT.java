package io.mtasts.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.lab.LabDomains;
import io.mtasts.lab.LabFixtures;
import io.mtasts.lab.Laboratory;
import io.mtasts.tlsreport.ReportLimits;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands in this process, with the laboratory. */
@Timeout(60)
class CommandLineIT {

    private static final Level LEVEL = Logger.getLogger("").getLevel();
    private static final Properties SYSTEM = new Properties();
    private static Laboratory lab;

    @TempDir
    Path folder;

    /** The result of a command. */
    private record Run(int exitCode, String out, String err) {}

    @BeforeAll
    static void start() throws IOException {
        lab = Laboratory.start();
        LabDomains.stage(lab);
        // Other tests in this process may have left their configuration, which precedes the environment.
        SYSTEM.putAll(System.getProperties());
        System.getProperties().keySet().removeIf(key -> key.toString().matches("(mta-sts|quarkus)\\..*"));
    }

    @AfterAll
    static void stop() {
        lab.close();
        System.getProperties().putAll(SYSTEM);
        // A command turns logging off.
        Logger.getLogger("").setLevel(LEVEL);
    }

    private static Run run(Map<String, String> settings, byte[] input, String... arguments) {
        Map<String, String> environment = new HashMap<>(lab.environment());
        environment.put("MTA_STS_DNS_TIMEOUT", "300ms");
        environment.putAll(settings);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandIo io = new CommandIo(
                new ByteArrayInputStream(input),
                new PrintWriter(out),
                new PrintWriter(err),
                environment,
                new Terminal(false, false, false, false));
        int code = Cli.commandLine(io, () -> {}).execute(arguments);
        return new Run(code, out.toString(), err.toString());
    }

    private static Run run(byte[] input, List<String> arguments) {
        return run(Map.of(), input, arguments.toArray(String[]::new));
    }

    private static Run run(String... arguments) {
        return run(new byte[0], List.of(arguments));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "0 | check enforcing.lab.test",
                "0 | check gap.lab.test --expect mail=at-risk",
                "0 | check enforcing.lab.test gap.lab.test --expect verdict=enforcing,certificate-days>=1",
                "1 | check gap.lab.test",
                "1 | check enforcing.lab.test gap.lab.test",
                "1 | check gap.lab.test dns-timeout.lab.test",
                "2 | check",
                "2 | check https://example.com/a",
                "2 | check gap.lab.test com",
                "2 | check enforcing.lab.test --expect verdict~enforcing",
                "2 | check enforcing.lab.test --format yaml",
                "2 | check enforcing.lab.test --dns 127.0.0.1:99999",
                "2 | check enforcing.lab.test --parallel 0",
                "2 | check --file /does/not/exist",
                "2 | check --nothing",
                "2 | nothing",
                "2 | --nothing",
                "2 | serve now",
                "3 | check dns-timeout.lab.test",
                "3 | check enforcing.lab.test servfail.lab.test",
                "3 | check enforcing.lab.test --expect mx-certificate-days>=1",
                "0 | setup enforcing.lab.test --mode enforce --id hash",
                "1 | setup null-mx.lab.test",
                "2 | setup enforcing.lab.test --mode enforced",
                "2 | setup com",
                "3 | setup dns-timeout.lab.test",
                "0 | plan enforcing.lab.test --mx mx9.lab.test",
                "2 | plan enforcing.lab.test --mx mx9.lab.test --at 2099-01-01",
                "2 | plan enforcing.lab.test",
                "2 | plan enforcing.lab.test --mx mx9",
                "2 | plan com --mx mx9.lab.test",
                "2 | plan enforcing.lab.test --policy /does/not/exist",
                "3 | plan dns-timeout.lab.test --mx mx9.lab.test",
                "2 | report",
                "2 | report /does/not/exist",
                "2 | validate /does/not/exist",
                "0 | completion",
                "0 | --help",
                "0 | check --help",
                "0 | --version",
            })
    void exitCode(int expected, String arguments) throws IOException {
        Run run = run(arguments.split(" "));

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(expected);
        if (expected == 2) {
            assertThat(run.out() + run.err()).isNotEmpty().doesNotContain("\tat ");
        }
    }

    @Test
    void validate_readsTheFile() throws IOException {
        Path policy = folder.resolve("mta-sts.txt");
        Files.writeString(policy, LabFixtures.policy("enforce", "mx1.example.com"));
        assertThat(run("validate", policy.toString()).exitCode()).isZero();
        assertThat(run("validate", policy.toString(), "--mx", "mx2.example.com").exitCode())
                .isEqualTo(1);
        assertThat(run("validate", policy.toString(), "--txt", "v=STSv1").exitCode())
                .isEqualTo(1);

        Files.writeString(policy, "version: STSv1\nmode: enforced\n");
        Run invalid = run("validate", policy.toString());
        assertThat(invalid.exitCode()).isEqualTo(1);
        assertThat(invalid.out()).contains("The policy is invalid.", "policy-mode-unknown");

        Files.writeString(policy, "a".repeat(70_000));
        assertThat(run("validate", policy.toString()).exitCode()).isEqualTo(2);
    }

    @Test
    void plan_takesTheIntendedPolicy() throws IOException {
        Path policy = folder.resolve("intended.txt");
        Files.writeString(policy, LabFixtures.policy("enforce", "mx9.lab.test"));

        Run text = run("plan", "enforcing.lab.test", "--policy", policy.toString());
        assertThat(text.exitCode()).as(text.toString()).isZero();
        assertThat(text.out())
                .contains(
                        "At _mta-sts.enforcing.lab.test:",
                        "v=STSv1; id=",
                        "Wait until no sender remembers",
                        "Assumptions:");

        Run json = run("plan", "enforcing.lab.test", "--policy", policy.toString(), "--format", "json");
        assertThat(new JsonPath(json.out()).getList("steps")).hasSizeGreaterThan(4);

        Run calendar = run("plan", "enforcing.lab.test", "--policy", policy.toString(), "--format", "ics");
        assertThat(calendar.out()).startsWith("BEGIN:VCALENDAR\r\n").endsWith("END:VCALENDAR\r\n");
    }

    @Test
    void plan_rejectsACutOverThatLosesMail() throws IOException {
        String soon = LocalDate.now(ZoneOffset.UTC).plusDays(1).toString();
        Run run = run("plan", "enforcing.lab.test", "--mx", "mx9.lab.test", "--at", soon);

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("loses mail", "The earliest safe time is ");
    }

    @ParameterizedTest
    @CsvSource({
        "0, enforcing.lab.test, mx1.enforcing.lab.test, validation-failure, gone",
        "1, gap.lab.test, mx.backup.lab.test, validation-failure, still-there",
        "3, enforcing.lab.test, mx1.enforcing.lab.test, certificate-expired, not-known",
    })
    void report_comparesEachFailureWithToday(int expected, String domain, String server, String type, String today)
            throws IOException {
        String report = LabFixtures.tlsReport(domain, server, type);
        Path file = folder.resolve("report.json");
        Files.writeString(file, report);

        Run text = run("report", file.toString());
        Run json = run(report.getBytes(StandardCharsets.UTF_8), List.of("report", "-", "--format", "json"));
        Run offline = run("report", "--offline", file.toString());

        assertThat(text.exitCode()).as(text.toString()).isEqualTo(expected);
        assertThat(text.out()).contains("3 x " + type + " at " + server + ": " + today);
        assertThat(new JsonPath(json.out()).getString("policies[0].failures[0].today"))
                .isEqualTo(today);
        assertThat(offline.exitCode()).isEqualTo(3);
        assertThat(offline.out()).contains("The domain was not checked.");
    }

    @Test
    void report_readsGzipAndRejectsAnythingElse() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(LabFixtures.tlsReport("enforcing.lab.test", "mx1.enforcing.lab.test", "validation-failure")
                    .getBytes(StandardCharsets.UTF_8));
        }
        Run packed = run(compressed.toByteArray(), List.of("report", "-"));
        Run damaged = run("{\"policies\": \u001b[31m".getBytes(StandardCharsets.UTF_8), List.of("report", "-"));
        Run tooLarge = run(new byte[ReportLimits.MAX_BYTES + 1], List.of("report", "-"));

        assertThat(packed.exitCode()).as(packed.toString()).isZero();
        assertThat(damaged.exitCode()).isEqualTo(2);
        assertThat(damaged.err()).isNotEmpty().doesNotContain("\u001b", "\tat ");
        assertThat(tooLarge.exitCode()).isEqualTo(2);
        assertThat(tooLarge.err()).contains("1048576 bytes");
    }

    @Test
    void smtp_connectsToTheMailServers() throws IOException {
        Run run =
                run("check", "enforcing.lab.test", "--smtp", "--format", "json", "--expect", "mx-certificate-days>=1");

        assertThat(run.exitCode()).as(run.toString()).isZero();
    }

    @Test
    void dnsOption_isPreferredToTheEnvironment() {
        int port = lab.dns().address().getPort();
        Map<String, String> nowhere = Map.of("MTA_STS_DNS_SERVERS", "127.0.0.1:1");

        assertThat(run(nowhere, new byte[0], "check", "enforcing.lab.test").exitCode())
                .isEqualTo(3);
        assertThat(run(nowhere, new byte[0], "check", "enforcing.lab.test", "--dns", "127.0.0.1:" + port)
                        .exitCode())
                .isZero();
    }

    @Test
    void list_isReadFromFilesAndStandardInput() throws IOException {
        Path list = folder.resolve("domains.txt");
        Files.writeString(list, "# ours\nenforcing.lab.test\n\ngap.lab.test\n");
        byte[] input = "testing.lab.test\n".getBytes(StandardCharsets.UTF_8);

        Run file = run("check", "--format", "csv", "-f", list.toString(), "not-configured.lab.test");
        Run standardInput = run(input, List.of("check", "--format", "csv"));
        Run both = run(input, List.of("check", "--format", "csv", "-f", list.toString(), "-f", "-"));

        assertThat(file.out().lines().map(line -> line.split(",")[0]))
                .containsExactly("given", "\"not-configured.lab.test\"", "\"enforcing.lab.test\"", "\"gap.lab.test\"");
        assertThat(standardInput.out().lines()).hasSize(2);
        assertThat(both.out().lines()).hasSize(4);
        assertThat(file.err()).isEmpty();
    }

    @Test
    void hostileInput_isBoundedAndShownWithoutControlCharacters() throws IOException {
        byte[] lines = "a.example\n".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);
        byte[] longLine = ("\u001b[31m" + "a".repeat(10_000_000)).getBytes(StandardCharsets.UTF_8);

        Run many = run(lines, List.of("check"));
        assertThat(many.exitCode()).isEqualTo(2);
        assertThat(many.err()).contains("10000 domains");
        for (String format : List.of("text", "json", "junit", "sarif", "csv")) {
            Run wide = run(longLine, List.of("check", "--format", format));
            assertThat(wide.exitCode()).isEqualTo(2);
            assertThat(wide.out()).doesNotContain("\u001b").hasSizeLessThan(20_000);
        }
        for (String[] hostile : List.of(
                new String[] {"check", "\u001b[31mred.example"},
                new String[] {"check", "--\u001b[31m"},
                new String[] {"\u001b[31m"},
                new String[] {"check", "--expect", "\u001b[31m", "a.example"},
                new String[] {"check", "-f", "/\u001b[31m"})) {
            Run run = run(hostile);
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.out() + run.err()).doesNotContain("\u001b");
        }
    }
}
