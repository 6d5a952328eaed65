package io.mtasts.api;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class BulkResourceIT extends BulkResourceTest {}
