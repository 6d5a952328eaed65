package io.mtasts.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.OptionalInt;

/** Where the operators' side of the service is. */
@ConfigMapping(prefix = "mta-sts.management")
public interface ManagementConfig {

    /** All is on the one port if not set. */
    OptionalInt port();

    @WithDefault("0.0.0.0")
    String host();
}
