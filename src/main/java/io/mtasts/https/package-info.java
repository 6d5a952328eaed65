/** Fetches the policy over HTTPS, from vetted addresses only; its failures are values before they leave the package. */
@NullMarked
package io.mtasts.https;

import org.jspecify.annotations.NullMarked;
