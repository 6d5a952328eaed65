package io.mtasts.suites;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The tests of the service and of its pages that need another configuration. */
@Suite
@SelectPackages("io.mtasts")
@IncludeClassNamePatterns(Suites.PROFILE)
@ExcludeClassNamePatterns(Suites.OWN_PROCESS)
class ProfileSuite {}
