package io.mtasts.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.cases.PublicCase;
import io.mtasts.lab.Laboratory;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases from public reports and from the standards, over the network. */
abstract class PublicCases {

    Laboratory lab;

    @AfterEach
    void nothingPrivateWasConnectedTo() {
        int connections = lab.sites().forbiddenConnections();
        lab.reset();
        assertThat(connections).isZero();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void check(PublicCase publicCase) throws IOException {
        KnownFailures.run(publicCase.id(), () -> PublicCaseRun.run(lab, publicCase));
    }
}
