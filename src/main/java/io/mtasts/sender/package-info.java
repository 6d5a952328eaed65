/** What sending programs and services do with set-ups that are not regular. Pure: no I/O except for its own data. */
@NullMarked
package io.mtasts.sender;

import org.jspecify.annotations.NullMarked;
