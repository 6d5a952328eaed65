/** The conformance cases: what is given, the answer that it must get, and ways to stage it. */
@NullMarked
package io.mtasts.cases;

import org.jspecify.annotations.NullMarked;
