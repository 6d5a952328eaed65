/** How often the service may be asked: by one client, and about one registered name; only counts are kept, in memory. */
@NullMarked
package io.mtasts.limit;

import org.jspecify.annotations.NullMarked;
