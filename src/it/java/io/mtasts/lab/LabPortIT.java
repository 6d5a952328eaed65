package io.mtasts.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabPortIT {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-, -, 8080", "9090, -, 9090", "-, 9191, 9191", "9090, 9191, 9090", "'', '', 8080", "0, -, 0"})
    void configured_propertyBeforeEnvironment(String property, String variable, int port) {
        Map<String, String> properties = new HashMap<>();
        properties.put("quarkus.http.port", property);
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_HTTP_PORT", variable);

        assertThat(LabPort.configured(properties::get, environment::get)).isEqualTo(port);
    }

    /** As the build runs it: from the source, with the JDK only. */
    @Test
    void main_portInUse() throws Exception {
        try (ServerSocket occupied = new ServerSocket(0)) {
            int port = occupied.getLocalPort();

            Process process = start(port);

            assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("Port " + port + " is not available", "-Dquarkus.http.port=8081", "QUARKUS_HTTP_PORT");
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
        }
    }

    @Test
    void main_portFree() throws Exception {
        Process process = start(0);

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("Building the service");
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private static Process start(int port) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dquarkus.http.port=" + port,
                        "src/lab/java/io/mtasts/lab/LabPort.java")
                .start();
    }
}
