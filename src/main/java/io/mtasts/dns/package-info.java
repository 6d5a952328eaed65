/** The DNS client: sends queries and reads responses. All failures of lookups are outcomes outside of this package. */
@NullMarked
package io.mtasts.dns;

import org.jspecify.annotations.NullMarked;
