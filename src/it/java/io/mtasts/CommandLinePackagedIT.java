package io.mtasts;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.lab.LabDomains;
import io.mtasts.lab.LabFixtures;
import io.mtasts.lab.Laboratory;
import io.mtasts.lab.PackagedService;
import io.restassured.path.json.JsonPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a process adds to the commands: its exit code, its streams and its end. {@code CommandLineIT} tests the commands. */
@Timeout(120)
class CommandLinePackagedIT {

    private static Laboratory lab;

    @TempDir
    static Path folder;

    /** The result of a process. */
    private record Run(int exitCode, String out, String err) {}

    @BeforeAll
    static void start() throws IOException {
        lab = Laboratory.start();
        LabDomains.stage(lab);
        Files.writeString(
                folder.resolve("REPORT"),
                LabFixtures.tlsReport("gap.lab.test", "mx.backup.lab.test", "validation-failure"));
        Files.writeString(folder.resolve("POLICY"), LabFixtures.policy("enforce", "mx1.example.com"));
    }

    @AfterAll
    static void stop() {
        if (lab != null) {
            lab.close();
        }
    }

    private static ProcessBuilder process(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(PackagedService.command());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(lab.environment());
        builder.environment().put("MTA_STS_DNS_TIMEOUT", "300ms");
        return builder;
    }

    private static Run run(byte[] input, List<String> arguments) throws Exception {
        Process process = process(arguments).start();
        CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
        CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
        try (OutputStream in = process.getOutputStream()) {
            in.write(input);
        } catch (IOException closed) {
            // The program did not read all of it.
        }
        return new Run(process.waitFor(), out.get(), err.get());
    }

    private static String text(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Run run(String... arguments) throws Exception {
        return run(new byte[0], List.of(arguments));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "0 | validate POLICY",
                "1 | check gap.lab.test dns-timeout.lab.test",
                "2 | --nothing",
            })
    void exitCode(int expected, String arguments) throws Exception {
        Run run = run(arguments.replaceAll("REPORT|POLICY", folder + "/$0").split(" "));

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(expected);
        assertThat(run.out() + run.err()).isNotEmpty().doesNotContain("\tat ");
    }

    @Test
    void json_hasTheDocumentOfTheApi() throws Exception {
        Run run = run("check", "gap.lab.test", "--format", "json", "--expect", "coverage=complete");

        assertThat(run.err()).isEmpty();
        JsonPath item = new JsonPath(run.out());
        assertThat(item.getString("result")).isEqualTo("not-as-expected");
        assertThat(item.getString("expectations[0].observed")).isEqualTo("partial");
        assertThat(item.getString("report.mail")).isEqualTo("at-risk");
        assertThat(item.getString("report.coverage.hosts[1].starttls.status")).isEqualTo("not-checked");
        assertThat(item.getString("report.checkedAt")).startsWith("20");
        assertThat(item.getString("report.service.version")).isNotEmpty();
    }

    @Test
    void serve_startsTheService() throws Exception {
        ProcessBuilder builder = process(List.of("serve")).redirectErrorStream(true);
        builder.environment().put("QUARKUS_HTTP_PORT", "0");
        Process process = builder.start();
        try (BufferedReader log =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(log.lines().anyMatch(line -> line.contains("Listening on")))
                    .isTrue();
            // Not of the process itself, which would close the stream.
            process.toHandle().destroy();
            log.lines().forEach(line -> {});
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
