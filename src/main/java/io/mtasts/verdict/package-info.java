/** What was seen of a domain, and what it means: observations in, a report with one verdict out. No I/O. */
@NullMarked
package io.mtasts.verdict;

import org.jspecify.annotations.NullMarked;
