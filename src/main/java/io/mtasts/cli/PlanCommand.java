package io.mtasts.cli;

import io.mtasts.check.PlanRequestParser;
import io.mtasts.check.RejectedException;
import io.mtasts.document.PlanCalendar;
import io.mtasts.document.PlanDocument;
import io.mtasts.document.PlanDocument.PlanStepDocument;
import io.mtasts.finding.Finding;
import io.mtasts.name.DomainInput;
import io.mtasts.plan.Plan;
import io.mtasts.plan.PlanRequest;
import io.mtasts.plan.Planner;
import io.mtasts.sts.Policy;
import io.mtasts.text.KebabCase;
import io.mtasts.text.TimeText;
import io.mtasts.verdict.Report;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command that plans a change with dates. */
@Command(
        name = "plan",
        description = "Plans a change of the mail servers or of the policy of a domain, so that no mail is lost.",
        footer = {
            "",
            "Exit codes: 0 there is a plan, 1 the time is too early or the change is not possible, 2 the command line"
                    + " is not valid, 3 a lookup failed.",
            "",
            "Example: mta-sts plan example.com --mx mx1.example.net,mx2.example.net --at 2027-01-31T06:00:00Z"
        })
@RegisterForReflection
final class PlanCommand implements Callable<Integer> {

    /** The formats of a plan. */
    enum Format {
        TEXT,
        JSON,
        ICS;

        /** Returns the name on the command line. */
        @Override
        public String toString() {
            return KebabCase.of(this);
        }
    }

    private final CommandIo io;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "DOMAIN", description = "The domain.")
    private String domain = "";

    @Option(
            names = "--mx",
            split = ",",
            paramLabel = "NAME",
            description = "The mail servers after the change. May be repeated.")
    private List<String> mx = List.of();

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "The policy after the change. - is standard input. The default is the policy of today, adapted to"
                            + " the mail servers.")
    private String policy = "";

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description =
                    "When the mail servers change: a time such as 2027-01-31T06:00:00Z, or a date. The default is the"
                            + " earliest safe time.")
    private String cutOver = "";

    @Option(
            names = "--longest-max-age",
            paramLabel = "SECONDS",
            description =
                    "The longest max_age that the domain ever published. The default is that of today, or the longest"
                            + " allowed one if no policy can be read.")
    private String longestMaxAge = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "The format: ${COMPLETION-CANDIDATES}. The default is text.")
    private Format format = Format.TEXT;

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    PlanCommand(CommandIo io) {
        this.io = io;
    }

    @Override
    public Integer call() throws IOException {
        PlanRequest request = request();
        DomainInput.Accepted input = Usage.domain(spec, domain);
        Report report = network.check(input, io.environment());
        Optional<Finding> blocker = Planner.blocker(report);
        if (blocker.isPresent()) {
            return io.blocked(blocker.get(), Planner.inconclusive(report).isPresent())
                    .code();
        }
        Plan plan = Planner.plan(request, report);
        if (plan.conflict().isPresent()) {
            io.err().println(SafeText.line(plan.conflict().get()));
            return ExitCode.NOT_AS_EXPECTED.code();
        }
        write(PlanDocument.of(input.unicode(), plan, report));
        io.out().flush();
        return ExitCode.AS_EXPECTED.code();
    }

    private PlanRequest request() {
        if (mx.isEmpty() && policy.isEmpty()) {
            throw Usage.exception(spec, "Name the intended mail servers (--mx) or the intended policy (--policy).");
        }
        String text = policy.isEmpty()
                ? ""
                : new String(InputFile.read(spec, io, policy, Policy.MAX_LENGTH), StandardCharsets.UTF_8);
        try {
            return PlanRequestParser.ofForm(String.join(",", mx), text, cutOver, longestMaxAge, Instant.now());
        } catch (RejectedException e) {
            throw Usage.exception(spec, e.rejection().detail());
        }
    }

    private void write(PlanDocument plan) throws IOException {
        switch (format) {
            case TEXT -> print(plan);
            case JSON -> io.printJson(plan);
            case ICS -> io.out().print(PlanCalendar.of(plan));
        }
    }

    private void print(PlanDocument plan) {
        PrintWriter out = io.out();
        if (plan.steps().isEmpty()) {
            out.print("There is nothing to do: the domain is set up in this way today.\n");
        }
        int number = 1;
        for (PlanStepDocument step : plan.steps()) {
            out.print(number + ". " + SafeText.line(step.text()) + "\n   " + when(step) + "\n   "
                    + SafeText.line(step.reason()) + "\n");
            if (step.where() != null && step.publish() != null) {
                out.print("\n   At " + SafeText.line(step.where()) + ":\n\n     "
                        + SafeText.lines(step.publish(), "     ") + "\n");
            } else if (step.where() != null) {
                out.print("   At " + SafeText.line(step.where()) + "\n");
            }
            out.print("\n");
            number++;
        }
        if (!plan.assumptions().isEmpty()) {
            out.print("Assumptions:\n");
        }
        plan.assumptions().forEach(assumption -> out.print("  - " + SafeText.line(assumption) + "\n"));
    }

    private static String when(PlanStepDocument step) {
        Instant latest = step.notAfter();
        if (latest == null) {
            return "From " + TimeText.minute(step.notBefore());
        }
        return step.kind().isWait()
                ? "Until " + TimeText.minute(latest)
                : "From " + TimeText.minute(step.notBefore()) + ", at the latest " + TimeText.minute(latest);
    }
}
