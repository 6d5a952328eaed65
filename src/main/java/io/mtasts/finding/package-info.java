/** Findings about a domain, corrections of texts, and the common parts of the catalogues of finding codes. */
@NullMarked
package io.mtasts.finding;

import org.jspecify.annotations.NullMarked;
