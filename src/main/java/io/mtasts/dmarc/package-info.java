/** DMARC: records as text, the DNS Tree Walk, and what receivers make of it all. RFC 9989; RFC 9990, 4. */
@NullMarked
package io.mtasts.dmarc;

import org.jspecify.annotations.NullMarked;
