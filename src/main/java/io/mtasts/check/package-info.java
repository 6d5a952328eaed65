/** The use cases: admission of a request, one check from name to result, and lists of checks. */
@NullMarked
package io.mtasts.check;

import org.jspecify.annotations.NullMarked;
