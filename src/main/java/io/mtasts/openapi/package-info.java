/** Filters that complete the generated OpenAPI document at build time. */
@NullMarked
package io.mtasts.openapi;

import org.jspecify.annotations.NullMarked;
