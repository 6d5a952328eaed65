package io.mtasts.api;

import io.mtasts.cases.PublicCase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.Stream;

/** The public cases that need no mail server. */
@QuarkusTest
@WithTestResource(LabResource.class)
class PublicCasesIT extends PublicCases {

    static Stream<PublicCase> cases() {
        return PublicCase.all().filter(publicCase -> !publicCase.starttls());
    }
}
