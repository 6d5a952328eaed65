/** Addresses and sockets: which addresses the service may connect to, in which order, and how a lack of sockets is reported. */
@NullMarked
package io.mtasts.net;

import org.jspecify.annotations.NullMarked;
