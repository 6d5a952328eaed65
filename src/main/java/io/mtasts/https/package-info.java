/** Fetching of policies over HTTPS, from vetted addresses only. Failures become values. RFC 8461, 3.3. */
@NullMarked
package io.mtasts.https;

import org.jspecify.annotations.NullMarked;
