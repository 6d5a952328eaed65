/** TLSA records and how certificates match them. Pure. RFC 6698; RFC 7671; RFC 7672. */
@NullMarked
package io.mtasts.dane;

import org.jspecify.annotations.NullMarked;
