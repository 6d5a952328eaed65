package io.mtasts.api;

import io.mtasts.lab.Laboratory;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** Starts a laboratory beside the service under test, and gives it to fields of type {@link Laboratory}. */
public final class LabResource implements QuarkusTestResourceLifecycleManager {

    private final Laboratory lab = Laboratory.start();

    /** Time-outs are short, so that servers that never answer cost little; a busy machine must not look slow. */
    @Override
    public Map<String, String> start() {
        Map<String, String> configuration = new HashMap<>(lab.configuration());
        configuration.put("mta-sts.dns.timeout", "400ms");
        configuration.put("mta-sts.dns.attempts", "2");
        configuration.put("mta-sts.policy.timeout", "4s");
        configuration.put("mta-sts.policy.slow-after", "1m");
        configuration.put("mta-sts.rate-limit.enabled", "false");
        return configuration;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(lab, field -> field.getType() == Laboratory.class);
    }

    @Override
    public void stop() {
        lab.close();
    }
}
