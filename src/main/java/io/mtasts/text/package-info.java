/** What the grammars of all the records have in common. */
@NullMarked
package io.mtasts.text;

import org.jspecify.annotations.NullMarked;
