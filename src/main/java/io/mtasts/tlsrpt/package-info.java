/** TLS reporting: the grammar of the TXT record at _smtp._tls. RFC 8460, 3. */
@NullMarked
package io.mtasts.tlsrpt;

import org.jspecify.annotations.NullMarked;
