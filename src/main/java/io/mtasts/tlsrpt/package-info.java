/** TLS reporting as text: the TXT record at _smtp._tls, read by the grammar of RFC 8460, 3. */
@NullMarked
package io.mtasts.tlsrpt;

import org.jspecify.annotations.NullMarked;
