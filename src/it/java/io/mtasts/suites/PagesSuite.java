package io.mtasts.suites;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The tests of the pages, most of them in a browser. */
@Suite
@SelectPackages("io.mtasts.web")
@IncludeClassNamePatterns(Suites.ALL)
@ExcludeClassNamePatterns({Suites.PROFILE, Suites.OWN_PROCESS})
class PagesSuite {}
