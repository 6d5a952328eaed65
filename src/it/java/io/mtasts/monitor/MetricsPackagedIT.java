package io.mtasts.monitor;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same against the packaged service. */
@QuarkusIntegrationTest
class MetricsPackagedIT extends MetricsIT {}
