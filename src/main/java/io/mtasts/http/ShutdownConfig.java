package io.mtasts.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the service ends. */
@ConfigMapping(prefix = "mta-sts.shutdown")
public interface ShutdownConfig {

    /** For what runs. */
    @WithDefault("65s")
    Duration grace();
}
