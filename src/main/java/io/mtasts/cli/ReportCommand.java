package io.mtasts.cli;

import io.mtasts.document.ExplainedReportDocument;
import io.mtasts.document.PolicyResultDocument;
import io.mtasts.document.ReportDeviationDocument;
import io.mtasts.document.ReportedFailureDocument;
import io.mtasts.name.DomainInput;
import io.mtasts.probe.StandaloneProber;
import io.mtasts.text.KebabCase;
import io.mtasts.tlsreport.CauseToday;
import io.mtasts.tlsreport.DomainCheck;
import io.mtasts.tlsreport.DomainCheck.NotChecked;
import io.mtasts.tlsreport.ExplainedReport;
import io.mtasts.tlsreport.ReadResult;
import io.mtasts.tlsreport.ReportLimits;
import io.mtasts.tlsreport.TlsReport;
import io.mtasts.tlsreport.TlsReportReader;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command that explains a TLS report. */
@Command(
        name = "report",
        description = "Explains a TLS report (RFC 8460) and compares each failure with the domain as it is now.",
        footer = {
            "",
            "Exit codes: 0 there are no failures, or the causes of all are gone, 1 a cause is still there, 2 the command line"
                    + " or the report is not valid, 3 whether a cause is still there is not known."
        })
@RegisterForReflection
final class ReportCommand implements Callable<Integer> {

    private final CommandIo io;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The report, as JSON or compressed with gzip. - is standard input.")
    private String file = "";

    @Option(names = "--offline", description = "Only read the report. Nothing is looked up.")
    private boolean offline;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "The format: ${COMPLETION-CANDIDATES}. The default is text.")
    private DocumentFormat format = DocumentFormat.TEXT;

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    ReportCommand(CommandIo io) {
        this.io = io;
    }

    @Override
    public Integer call() throws IOException {
        ReadResult read = TlsReportReader.read(InputFile.read(spec, io, file, ReportLimits.MAX_BYTES));
        if (read instanceof ReadResult.Failed failed) {
            throw Usage.exception(spec, failed.detail());
        }
        ReadResult.Complete complete = (ReadResult.Complete) read;
        ExplainedReport explained =
                offline ? ExplainedReport.of(complete) : ExplainedReport.of(complete, checks(complete.report()));
        ExplainedReportDocument document =
                ExplainedReportDocument.of(explained, Instant.now().truncatedTo(ChronoUnit.SECONDS));
        if (format == DocumentFormat.JSON) {
            io.printJson(document);
        } else {
            print(document);
        }
        io.out().flush();
        return result(document).code();
    }

    /** Checks the domains of the report at the same time. */
    private Map<String, DomainCheck> checks(TlsReport report) {
        try (StandaloneProber prober = network.prober(io.environment())) {
            Map<String, CompletableFuture<DomainCheck>> running = new HashMap<>();
            report.domains()
                    .forEach(domain -> running.put(domain, check(domain, prober).subscribeAsCompletionStage()));
            Map<String, DomainCheck> checks = new HashMap<>();
            running.forEach((domain, check) -> checks.put(domain, check.join()));
            return checks;
        }
    }

    private static Uni<DomainCheck> check(String domain, StandaloneProber prober) {
        return DomainInput.parse(domain)
                .accepted()
                .map(input -> prober.check(input)
                        .map(report -> DomainCheck.checked(domain, report))
                        .onFailure()
                        .recoverWithItem(DomainCheck.notChecked(domain, NotChecked.BUSY)))
                .orElseGet(() -> Uni.createFrom().item(DomainCheck.notChecked(domain, NotChecked.NOT_A_DOMAIN)));
    }

    private static ExitCode result(ExplainedReportDocument report) {
        return report.policies().stream()
                .flatMap(policy -> policy.failures().stream())
                .map(failure -> result(failure.today()))
                .reduce(ExitCode.AS_EXPECTED, ExitCode::and);
    }

    private static ExitCode result(CauseToday today) {
        return switch (today) {
            case GONE -> ExitCode.AS_EXPECTED;
            case STILL_THERE -> ExitCode.NOT_AS_EXPECTED;
            case NOT_KNOWN -> ExitCode.NOT_DETERMINED;
        };
    }

    private void print(ExplainedReportDocument report) {
        PrintWriter out = io.out();
        out.print(SafeText.line(report.summary()) + "\n");
        for (PolicyResultDocument policy : report.policies()) {
            out.print("\n" + SafeText.line(policy.domain()) + ": " + policy.failedSessions() + " failed, "
                    + policy.successfulSessions() + " successful\n  " + SafeText.line(policy.todayMessage()) + "\n");
            policy.failures().forEach(this::print);
        }
        if (!report.deviations().isEmpty()) {
            out.print("\nThe report differs from RFC 8460:\n");
        }
        for (ReportDeviationDocument deviation : report.deviations()) {
            out.print("  - " + SafeText.line(deviation.message()) + "\n");
        }
    }

    private void print(ReportedFailureDocument failure) {
        String server = failure.server() == null ? "" : " at " + SafeText.line(failure.server());
        String type = failure.reportedType() == null
                ? KebabCase.of(failure.resultType())
                : SafeText.line(failure.reportedType());
        io.out()
                .print("\n  " + failure.sessions() + " x " + type + server + ": "
                        + KebabCase.of(failure.today()) + "\n    " + SafeText.line(failure.meaning()) + "\n    "
                        + SafeText.line(failure.todayMessage()) + "\n    " + SafeText.line(failure.remedy()) + "\n");
    }
}
