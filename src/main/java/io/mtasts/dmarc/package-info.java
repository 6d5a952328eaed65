/** DMARC: the grammar of records, the DNS Tree Walk, and the policy that receivers apply. RFC 9989; RFC 9990, 4. */
@NullMarked
package io.mtasts.dmarc;

import org.jspecify.annotations.NullMarked;
