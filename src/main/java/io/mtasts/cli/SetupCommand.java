package io.mtasts.cli;

import io.mtasts.check.RejectedException;
import io.mtasts.check.SetupRequestParser;
import io.mtasts.document.SetupDocument;
import io.mtasts.document.SetupDocument.StepDocument;
import io.mtasts.finding.Finding;
import io.mtasts.name.DomainInput;
import io.mtasts.setup.Setup;
import io.mtasts.setup.SetupRequest;
import io.mtasts.text.TimeText;
import io.mtasts.verdict.Report;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command that generates what to publish. */
@Command(
        name = "setup",
        description = "Generates the record and the policy for the mail servers of a domain.",
        footer = {
            "",
            "Exit codes: 0 the texts were generated, 1 no policy is possible, 2 the command line is not valid,"
                    + " 3 a lookup failed."
        })
@RegisterForReflection
final class SetupCommand implements Callable<Integer> {

    private final CommandIo io;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "DOMAIN", description = "The domain.")
    private String domain = "";

    @Option(names = "--mode", paramLabel = "MODE", description = "testing (default), enforce or none.")
    private @Nullable String mode;

    @Option(names = "--max-age", paramLabel = "SECONDS", description = "How long senders cache the policy.")
    private @Nullable String maxAge;

    @Option(names = "--patterns", paramLabel = "STYLE", description = "exact (default) or wildcard.")
    private @Nullable String patterns;

    @Option(names = "--id", paramLabel = "SOURCE", description = "What the id is made from: time (default) or hash.")
    private @Nullable String id;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "The format: ${COMPLETION-CANDIDATES}. The default is text.")
    private DocumentFormat format = DocumentFormat.TEXT;

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    SetupCommand(CommandIo io) {
        this.io = io;
    }

    @Override
    public Integer call() throws IOException {
        SetupRequest request = request();
        DomainInput.Accepted input = Usage.domain(spec, domain);
        ExitCode result = setUp(request, input, network.check(input, io.environment()));
        io.out().flush();
        return result.code();
    }

    private ExitCode setUp(SetupRequest request, DomainInput.Accepted input, Report report) throws IOException {
        Optional<Finding> blocker = Setup.blocker(request, report);
        if (blocker.isPresent()) {
            return io.blocked(blocker.get(), Setup.inconclusive(request, report).isPresent());
        }
        SetupDocument setup = SetupDocument.of(input.unicode(), Setup.of(request, report), report);
        if (format == DocumentFormat.JSON) {
            io.printJson(setup);
        } else {
            print(setup);
        }
        return ExitCode.AS_EXPECTED;
    }

    private void print(SetupDocument setup) {
        PrintWriter out = io.out();
        out.print(SafeText.line(setup.summary()) + "\n\n");
        out.print("The TXT record at " + setup.record().name() + ":\n\n  "
                + setup.record().text() + "\n\n");
        out.print("The policy at " + setup.policy().url() + ":\n\n");
        setup.policy().text().lines().forEach(line -> out.print("  " + line + "\n"));
        if (!setup.steps().isEmpty()) {
            out.print("\nSteps:\n\n");
        }
        int number = 1;
        for (StepDocument step : setup.steps()) {
            out.print("  " + number + ". " + SafeText.line(step.text()) + "\n");
            if (step.waitSeconds() != null) {
                out.print("     Then wait " + TimeText.rough(Duration.ofSeconds(step.waitSeconds())) + ".\n");
            }
            number++;
        }
    }

    private SetupRequest request() {
        try {
            return SetupRequestParser.parse(mode, maxAge, patterns, id);
        } catch (RejectedException e) {
            throw Usage.exception(spec, e.rejection().detail());
        }
    }
}
