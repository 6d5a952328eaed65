/** MTA-STS as text: the TXT record and the policy, read by the grammar of RFC 8461, and what is wrong with them. */
@NullMarked
package io.mtasts.sts;

import org.jspecify.annotations.NullMarked;
