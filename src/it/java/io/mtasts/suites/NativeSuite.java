package io.mtasts.suites;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The tests of the packaged service, and those for the native binary only. */
@Suite
@SelectPackages("io.mtasts")
@IncludeClassNamePatterns(Suites.OWN_PROCESS)
@ExcludeClassNamePatterns(Suites.QUEUE)
class NativeSuite {}
