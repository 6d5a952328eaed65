/** The command line: checks, set-ups and validations without a server. */
@NullMarked
package io.mtasts.cli;

import org.jspecify.annotations.NullMarked;
