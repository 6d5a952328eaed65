/** Looks at a domain: all questions to DNS and the fetch of the policy, side by side, and how they are configured. */
@NullMarked
package io.mtasts.probe;

import org.jspecify.annotations.NullMarked;
