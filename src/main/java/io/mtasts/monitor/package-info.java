/** Metrics, traces and the probe endpoint for operators. */
@NullMarked
package io.mtasts.monitor;

import org.jspecify.annotations.NullMarked;
