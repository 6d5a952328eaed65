package io.mtasts.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrustedProxyCheckTest {

    private static void check(boolean forwarding, Optional<List<String>> trusted) {
        new TrustedProxyCheck().check(new StartupEvent(), forwarding, trusted);
    }

    @Test
    void check_forwardingWithoutTrustedProxies() {
        assertThatThrownBy(() -> check(true, Optional.empty()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("trusted-proxies");
        assertThatThrownBy(() -> check(true, Optional.of(List.of()))).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void check_valid() {
        assertThatCode(() -> check(true, Optional.of(List.of("192.0.2.1")))).doesNotThrowAnyException();
        assertThatCode(() -> check(false, Optional.empty())).doesNotThrowAnyException();
    }
}
