package io.mtasts;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.lab.PackagedService;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CdsTrainingPackagedIT {

    /** As the image is built: nobody is there to stop it. */
    @Test
    @Timeout(60)
    void training_startsAndStopsWithoutInput() throws Exception {
        List<String> command = new ArrayList<>(PackagedService.command());
        command.addAll(List.of("--train", "localhost"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        try (ServerSocket free = new ServerSocket(0)) {
            builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(free.getLocalPort()));
        }

        Process training = builder.start();

        assertThat(new String(training.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("Listening on", "stopped in");
        assertThat(training.waitFor()).isZero();
    }
}
