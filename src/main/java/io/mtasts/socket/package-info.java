/** Opens the sockets of all that goes out, and tells a lack of them from a fault of whoever is asked. */
@NullMarked
package io.mtasts.socket;

import org.jspecify.annotations.NullMarked;
