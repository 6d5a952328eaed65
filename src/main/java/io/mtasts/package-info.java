/** The MTA-STS checker. A check goes from api by way of name, probe and verdict back to api. */
@NullMarked
package io.mtasts;

import org.jspecify.annotations.NullMarked;
