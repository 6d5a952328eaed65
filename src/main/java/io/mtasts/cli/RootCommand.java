package io.mtasts.cli;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command without a subcommand. */
@Command(name = "mta-sts", description = "Checks the MTA-STS set-up of mail domains (RFC 8461).")
@RegisterForReflection(
        targets = RootCommand.class,
        classNames = {"picocli.CommandLine$AutoHelpMixin", "picocli.AutoComplete$GenerateCompletion"})
final class RootCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw Usage.exception(spec, "There is no command.");
    }
}
