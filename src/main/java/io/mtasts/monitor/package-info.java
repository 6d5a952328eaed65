/** Tells operators how the service is, and how the domains are that they watch; nothing else knows of this package. */
@NullMarked
package io.mtasts.monitor;

import org.jspecify.annotations.NullMarked;
