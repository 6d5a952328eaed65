package io.mtasts.api;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * What an operator may switch on for HTTP: a port for management, and an origin whose pages may call the API. The grace period
 * is there because its property must not be taken for an unknown one of the management port.
 */
public final class OperatorOptionsProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "mta-sts.management.port", "0",
                "mta-sts.management.host", "127.0.0.1",
                "mta-sts.shutdown.grace", "1s",
                "quarkus.http.cors.enabled", "true",
                "quarkus.http.cors.origins", "https://friend.example");
    }
}
