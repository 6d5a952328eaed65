/**
 * The embedded laboratory: a small internet on the loopback addresses of this machine. It has a DNS server whose zones
 * are data and whose failures can be ordered by name and type, HTTPS policy hosts with good and bad certificates of its
 * own CA, and a record of all that it was asked. The tests run against it, and so does the demo mode
 * ({@link io.mtasts.lab.LaboratoryMain}). Nothing here looks at what the service does with the answers.
 */
@NullMarked
package io.mtasts.lab;

import org.jspecify.annotations.NullMarked;
