package io.mtasts.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtasts.config.MtaStsConfig;
import io.mtasts.https.TestPki;
import io.mtasts.net.SsrfGuard;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the configuration makes of the service, and what it must not be without. */
final class ProbeBeansTest {

    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void starttls_isOffUnlessSwitchedOn() {
        assertThat(starttls(Map.of()).isOn()).isFalse();
        assertThat(starttls(Map.of("mta-sts.smtp.ehlo-name", "checker.example.net"))
                        .isOn())
                .isFalse();
    }

    @Test
    void starttls_withAName() {
        assertThat(starttls("checker.example.net").isOn()).isTrue();
        assertThat(starttls("Checker.Example.NET.").isOn()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "192.0.2.1",
                "a_b.example.net",
                "checker.example.net\r\nQUIT",
                "bücher.example",
                "[192.0.2.1]"
            })
    void starttls_withoutAFullName(String name) {
        assertThatThrownBy(() -> starttls(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mta-sts.smtp.ehlo-name");
    }

    @Test
    void starttls_withoutAnyName() {
        assertThatThrownBy(() -> starttls(Map.of("mta-sts.smtp.probe", "true")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mta-sts.smtp.ehlo-name");
    }

    private static MailServerProber starttls(String ehloName) {
        return starttls(Map.of("mta-sts.smtp.probe", "true", "mta-sts.smtp.ehlo-name", ehloName));
    }

    private static MailServerProber starttls(Map<String, String> properties) {
        MtaStsConfig config = new SmallRyeConfigBuilder()
                .withMapping(MtaStsConfig.class)
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(MtaStsConfig.class);
        SsrfGuard guard = new SsrfGuard(List.of(), Set.of());
        return new ProbeBeans().starttls(VERTX, config, guard, TestPki.trust());
    }
}
