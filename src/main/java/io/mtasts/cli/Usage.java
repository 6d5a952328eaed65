package io.mtasts.cli;

import io.mtasts.check.AdmissionControl;
import io.mtasts.document.Problems;
import io.mtasts.name.DomainInput;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Mistakes on the command line that only a command itself can find. */
final class Usage {

    private Usage() {}

    /** Returns the exception that ends a command with {@link ExitCode#USAGE}. */
    static ParameterException exception(@Nullable CommandSpec command, String message) {
        return new ParameterException(Objects.requireNonNull(command).commandLine(), message);
    }

    /** Parses a domain. Ends the command if it is not valid. */
    static DomainInput.Accepted domain(@Nullable CommandSpec command, String text) {
        DomainInput input = DomainInput.parse(text);
        if (input instanceof DomainInput.Accepted accepted) {
            return accepted;
        }
        throw exception(
                command,
                Problems.of(AdmissionControl.invalidDomain((DomainInput.Rejected) input))
                        .detail());
    }
}
