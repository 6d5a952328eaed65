/** Certificate verification and TLS engines, shared by the HTTPS fetch and the STARTTLS probe. */
@NullMarked
package io.mtasts.tls;

import org.jspecify.annotations.NullMarked;
