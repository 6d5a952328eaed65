package io.mtasts.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mtasts.lab.KafkaBroker;

/** The condition of the tests with a real broker. */
final class KafkaRequired {

    private KafkaRequired() {}

    /** Skips the test if the jars of a broker are not there, or fails if they must be. */
    static void check() {
        if ("true".equals(System.getenv("KAFKA_REQUIRED"))) {
            assertThat(KafkaBroker.isAvailable()).as("target/kafka").isTrue();
        }
        assumeTrue(KafkaBroker.isAvailable(), "./mvnw -q -f src/lab/kafka/pom.xml process-resources");
    }
}
