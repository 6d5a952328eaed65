package io.mtasts.api;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same against the native binary, which has another TLS engine. */
@QuarkusIntegrationTest
class StarttlsNativeIT extends StarttlsIT {}
