/**
 * Parsers for the MTA-STS record and the policy of RFC 8461. They report every fault as a finding, and offer one corrected
 * text.
 */
@NullMarked
package io.mtasts.sts;

import org.jspecify.annotations.NullMarked;
