/** SMTP up to TLS with mail servers, on addresses that are public; whatever happens becomes a value. RFC 5321; RFC 3207. */
@NullMarked
package io.mtasts.smtp;

import org.jspecify.annotations.NullMarked;
