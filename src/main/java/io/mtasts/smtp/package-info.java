/** SMTP sessions with mail servers up to TLS, at vetted addresses. Failures become values. RFC 5321; RFC 3207. */
@NullMarked
package io.mtasts.smtp;

import org.jspecify.annotations.NullMarked;
