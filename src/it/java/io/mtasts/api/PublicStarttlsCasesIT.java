package io.mtasts.api;

import io.mtasts.cases.PublicCase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.stream.Stream;

/** The public cases in which mail servers are connected to. */
@QuarkusTest
@TestProfile(StarttlsEnabledProfile.class)
@WithTestResource(LabResource.class)
class PublicStarttlsCasesIT extends PublicCases {

    static Stream<PublicCase> cases() {
        return PublicCase.all().filter(PublicCase::starttls);
    }
}
