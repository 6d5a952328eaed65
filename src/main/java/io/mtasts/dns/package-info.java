/** Asks DNS and reads its answers; its failures are outcomes before they leave the package. */
@NullMarked
package io.mtasts.dns;

import org.jspecify.annotations.NullMarked;
