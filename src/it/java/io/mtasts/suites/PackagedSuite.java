package io.mtasts.suites;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The tests of the packaged service. */
@Suite
@SelectPackages("io.mtasts")
@IncludeClassNamePatterns(Suites.PACKAGED)
@ExcludeClassNamePatterns(Suites.QUEUE)
class PackagedSuite {}
