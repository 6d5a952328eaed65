/** The cure: from what was seen of a domain, the record and the policy to publish, and how. Pure code. */
@NullMarked
package io.mtasts.setup;

import org.jspecify.annotations.NullMarked;
