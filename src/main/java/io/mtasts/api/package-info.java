/** The resources of the HTTP API. They return documents, and problem documents for failures. */
@NullMarked
package io.mtasts.api;

import org.jspecify.annotations.NullMarked;
