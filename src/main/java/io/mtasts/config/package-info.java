/** The configuration of the service, which every room may read. */
@NullMarked
package io.mtasts.config;

import org.jspecify.annotations.NullMarked;
