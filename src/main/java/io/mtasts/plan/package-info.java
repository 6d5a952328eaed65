/** The planner: the steps to other mail servers or to another policy, with dates that lose no mail. Pure code. */
@NullMarked
package io.mtasts.plan;

import org.jspecify.annotations.NullMarked;
