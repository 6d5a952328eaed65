package io.mtasts.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mtasts.lab.KafkaBroker;

/** The condition of the tests with a real broker. */
final class KafkaRequired {

    private KafkaRequired() {}

    /** Skips the test unless KAFKA_REQUIRED is set. Fails if it is set and the jars of a broker are not there. */
    static void check() {
        assumeTrue("true".equals(System.getenv("KAFKA_REQUIRED")), "KAFKA_REQUIRED=true");
        assertThat(KafkaBroker.isAvailable())
                .as("target/kafka: ./mvnw -q -f src/lab/kafka/pom.xml process-resources")
                .isTrue();
    }
}
