package io.mtasts.api;

import io.mtasts.cases.DmarcCase;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** The same with one case for each verdict, against the packaged service. */
@QuarkusIntegrationTest
class DmarcPackagedIT extends DmarcIT {

    static Stream<DmarcCase> cases() {
        Set<String> known = new HashSet<>();
        return DmarcCase.all().filter(one -> known.add(one.expected("verdict").orElse("problem")));
    }
}
