package io.mtasts.cli;

import io.mtasts.config.MtaStsConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.quarkus.runtime.configuration.PathConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SysPropConfigSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The configuration of a command: options, then system properties, then the environment, as for the service. */
final class CommandConfig {

    private static final int ENVIRONMENT = 300;
    private static final int OPTIONS = 500;
    private static final int CONVERTERS = 200;

    /** The files with certificates that are trusted in addition, as for the service. */
    private static final String TRUSTED = "quarkus.tls.policy.trust-store.pem.certs";

    private CommandConfig() {}

    /** The configuration, and the files with certificates that are trusted in addition. */
    record Loaded(MtaStsConfig config, List<Path> trusted) {

        Loaded {
            trusted = List.copyOf(trusted);
        }
    }

    /**
     * Reads the configuration.
     *
     * @param options the properties that options of the command line set
     * @throws IllegalArgumentException if a value is not valid
     */
    static Loaded load(Map<String, String> options, Map<String, String> environment) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(
                        new PropertiesConfigSource(options, "options", OPTIONS),
                        new SysPropConfigSource(),
                        new EnvConfigSource(environment, ENVIRONMENT))
                .withConverter(Duration.class, CONVERTERS, new DurationConverter())
                .withConverter(Path.class, CONVERTERS, new PathConverter())
                .withConverter(MemorySize.class, CONVERTERS, new MemorySizeConverter())
                .withMapping(MtaStsConfig.class)
                .build();
        Optional<List<Path>> trusted = config.getOptionalValues(TRUSTED, Path.class);
        return new Loaded(config.getConfigMapping(MtaStsConfig.class), trusted.orElse(List.of()));
    }
}
