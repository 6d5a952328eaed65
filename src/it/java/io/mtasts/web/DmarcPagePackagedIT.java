package io.mtasts.web;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same against the packaged service. */
@QuarkusIntegrationTest
class DmarcPagePackagedIT extends DmarcPageIT {}
