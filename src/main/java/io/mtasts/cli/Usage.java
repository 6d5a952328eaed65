package io.mtasts.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Mistakes on the command line that only a command itself can find. */
final class Usage {

    private Usage() {}

    /** Returns the exception that ends a command with {@link ExitCode#USAGE}. */
    static ParameterException exception(@Nullable CommandSpec spec, String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
