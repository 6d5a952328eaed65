/** Rate limits of clients, domains and addresses. Only counters are kept, in memory. */
@NullMarked
package io.mtasts.limit;

import org.jspecify.annotations.NullMarked;
