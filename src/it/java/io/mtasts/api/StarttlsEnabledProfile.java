package io.mtasts.api;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Mail servers are connected to, three of a domain, and a silent one costs little. */
public final class StarttlsEnabledProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("mta-sts.smtp.probe", "true", "mta-sts.smtp.timeout", "3s", "mta-sts.smtp.hosts", "3");
    }
}
