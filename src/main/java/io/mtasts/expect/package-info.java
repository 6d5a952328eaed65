/** Expectations about the report on a domain, such as {@code verdict=enforcing}, and whether they hold. */
@NullMarked
package io.mtasts.expect;

import org.jspecify.annotations.NullMarked;
