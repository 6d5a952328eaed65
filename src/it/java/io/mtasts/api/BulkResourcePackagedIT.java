package io.mtasts.api;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class BulkResourcePackagedIT extends BulkResourceIT {}
