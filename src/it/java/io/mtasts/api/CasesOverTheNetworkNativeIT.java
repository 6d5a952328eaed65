package io.mtasts.api;

import io.mtasts.cases.Case;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The cases in which TLS matters, since the native binary has another TLS engine, and one of the other cases for each
 * verdict of each group.
 */
@QuarkusIntegrationTest
class CasesOverTheNetworkNativeIT extends CasesOverTheNetworkIT {

    static List<Case> all() {
        Set<String> known = new HashSet<>();
        return Case.all()
                .filter(one -> !one.isOnlyForTheCore())
                .filter(one -> one.isAboutTls()
                        || known.add(one.group() + one.verdict().orElse("problem")))
                .toList();
    }
}
