/** Text: parts of grammars that all records share, a lossless reader for faulty records, and text for display. */
@NullMarked
package io.mtasts.text;

import org.jspecify.annotations.NullMarked;
