/** The HTTP API: a domain name in, the report as a document out, and a problem document for whatever goes wrong. */
@NullMarked
package io.mtasts.api;

import org.jspecify.annotations.NullMarked;
