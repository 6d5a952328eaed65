/** The JSON documents of the API, as records. */
@NullMarked
package io.mtasts.document;

import org.jspecify.annotations.NullMarked;
