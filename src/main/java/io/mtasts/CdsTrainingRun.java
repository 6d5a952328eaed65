package io.mtasts;

import io.quarkus.runtime.QuarkusApplication;
import jakarta.enterprise.context.Dependent;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Starts the service, lets it check one domain, and stops it: run with {@code -XX:ArchiveClassesAtExit}, the JVM keeps the classes
 * of that for faster starts. What the check says does not matter; without a network there are some classes fewer.
 */
@Dependent
final class CdsTrainingRun implements QuarkusApplication {

    /** The argument with which the program trains instead of serving; the domain follows. */
    static final String ARGUMENT = "--train";

    private final int port;

    CdsTrainingRun(@ConfigProperty(name = "quarkus.http.port") int port) {
        this.port = port;
    }

    @Override
    public int run(String... args) {
        HealthCheck.ask("http://127.0.0.1:" + port + "/api/v1/mta-sts/" + args[1]);
        return 0;
    }
}
