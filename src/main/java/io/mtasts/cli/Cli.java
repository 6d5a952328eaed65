package io.mtasts.cli;

import io.mtasts.document.BuildInfo;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line of the program. No command except serve starts the HTTP service or its container. */
public final class Cli {

    private Cli() {}

    /**
     * Runs a command and returns the exit code.
     *
     * @param service starts the HTTP service
     */
    public static int run(Runnable service, String... arguments) {
        Map<String, String> environment = System.getenv();
        PrintWriter out = writer(FileDescriptor.out);
        PrintWriter err = writer(FileDescriptor.err);
        CommandIo io = new CommandIo(System.in, out, err, environment, Terminal.current(environment));
        int code = commandLine(io, service).execute(arguments);
        out.flush();
        err.flush();
        return code;
    }

    /** Creates the command line. */
    static CommandLine commandLine(CommandIo io, Runnable service) {
        CommandLine root = new CommandLine(new RootCommand())
                .addSubcommand(new CheckCommand(io))
                .addSubcommand(new SetupCommand(io))
                .addSubcommand(new PlanCommand(io))
                .addSubcommand(new ValidateCommand(io))
                .addSubcommand(new ReportCommand(io))
                .addSubcommand(new ServeCommand(service))
                .addSubcommand("completion", new AutoComplete.GenerateCompletion());
        root.getCommandSpec().version("mta-sts " + BuildInfo.CURRENT.key());
        help(root);
        root.getSubcommands().values().forEach(Cli::help);
        return root.setOut(io.out())
                .setErr(io.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(Cli::execute)
                .setParameterExceptionHandler(Cli::explain)
                .setExecutionExceptionHandler((failure, command, parsed) -> fail(failure, command));
    }

    private static void help(CommandLine command) {
        if (!command.getCommandSpec().mixinStandardHelpOptions()) {
            command.getCommandSpec().mixinStandardHelpOptions(true);
        }
    }

    /** Runs the command. Only the service logs. */
    private static int execute(ParseResult parsed) {
        boolean isService =
                parsed.hasSubcommand() && parsed.subcommand().commandSpec().userObject() instanceof ServeCommand;
        if (!isService) {
            Logger.getLogger("").setLevel(Level.OFF);
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static int explain(ParameterException mistake, String... arguments) {
        CommandLine command = mistake.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(SafeText.line(Objects.requireNonNullElse(mistake.getMessage(), "")));
        err.println("Try " + command.getCommandSpec().qualifiedName() + " --help.");
        err.flush();
        return ExitCode.USAGE.code();
    }

    private static int fail(Exception failure, CommandLine command) {
        command.getErr().println("The command failed: " + SafeText.line(failure.toString()));
        return ExitCode.NOT_DETERMINED.code();
    }

    private static PrintWriter writer(FileDescriptor stream) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(stream), StandardCharsets.UTF_8));
    }
}
