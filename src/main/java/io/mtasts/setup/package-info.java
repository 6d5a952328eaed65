/** The setup: the record and the policy that a domain should publish, and the steps to get there. Pure code. */
@NullMarked
package io.mtasts.setup;

import org.jspecify.annotations.NullMarked;
