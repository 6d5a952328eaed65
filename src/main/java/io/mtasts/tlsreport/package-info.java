/** TLS reports: reads what senders report, explains it, and compares it with the domain of today. RFC 8460, 4. */
@NullMarked
package io.mtasts.tlsreport;

import org.jspecify.annotations.NullMarked;
