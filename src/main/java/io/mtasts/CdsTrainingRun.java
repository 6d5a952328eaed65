package io.mtasts;

import io.quarkus.runtime.QuarkusApplication;
import jakarta.enterprise.context.Dependent;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * A training run: starts the service, checks one domain and stops. With {@code -XX:AOTCacheOutput}, or
 * {@code -XX:ArchiveClassesAtExit} before Java 25, the JVM writes the loaded classes into a file for faster starts. The result of the check is ignored.
 */
@Dependent
final class CdsTrainingRun implements QuarkusApplication {

    /** The argument that selects a training run. The domain follows. */
    static final String ARGUMENT = "--train";

    private final int port;

    CdsTrainingRun(@ConfigProperty(name = "quarkus.http.port") int port) {
        this.port = port;
    }

    @Override
    public int run(String... args) {
        HealthCheck.request("http://127.0.0.1:" + port + "/api/v1/mta-sts/" + args[1]);
        return 0;
    }
}
