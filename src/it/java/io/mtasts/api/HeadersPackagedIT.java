package io.mtasts.api;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same against the packaged service. */
@QuarkusIntegrationTest
class HeadersPackagedIT extends HeadersIT {}
