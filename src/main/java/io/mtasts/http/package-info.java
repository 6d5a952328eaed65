/** HTTP server plumbing: problem responses, shutdown, the management port and readiness. */
@NullMarked
package io.mtasts.http;

import org.jspecify.annotations.NullMarked;
