package io.mtasts.suites;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The tests of the service in the JVM of the test. */
@Suite
@SelectPackages("io.mtasts")
@IncludeClassNamePatterns(Suites.ALL)
@ExcludeClassNamePatterns({Suites.PROFILE, Suites.PAGE, Suites.OWN_PROCESS})
class ServiceSuite {}
