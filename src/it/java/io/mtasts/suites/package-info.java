/**
 * The integration tests in groups. Failsafe gives each group a JVM of its own and runs two of them side by side. The tests of
 * a group share what is expensive: Quarkus prepares the application once in each JVM for each configuration.
 */
package io.mtasts.suites;
