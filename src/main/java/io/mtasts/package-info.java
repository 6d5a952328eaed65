/** The entry point of the MTA-STS checker. A check passes from a face through check, probe and verdict to a document. */
@NullMarked
package io.mtasts;

import org.jspecify.annotations.NullMarked;
