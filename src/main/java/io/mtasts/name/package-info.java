/** Domain names: what was typed, and the A-label form in which everything else speaks of it. */
@NullMarked
package io.mtasts.name;

import org.jspecify.annotations.NullMarked;
