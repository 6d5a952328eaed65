package io.mtasts.cli;

import io.mtasts.cli.DomainReader.TooManyDomainsException;
import io.mtasts.expect.Expectations;
import io.mtasts.expect.ParsedExpectations;
import io.mtasts.probe.StandaloneProber;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command that checks domains. */
@Command(
        name = "check",
        description = "Checks the MTA-STS set-up of domains.",
        footer = {
            "",
            "Exit codes: 0 everything is as expected, 1 something is not, 2 the command line or a domain is not valid,"
                    + " 3 something could not be determined.",
            "",
            "Example: mta-sts check example.com --expect 'verdict=enforcing, certificate-days>=14'"
        })
@RegisterForReflection
final class CheckCommand implements Callable<Integer> {

    /** What a run expects without the option. */
    private static final String DEFAULT_EXPECTATIONS = "mail=protected";

    private static final int MAX_PARALLEL = 256;

    private final CommandIo io;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "DOMAIN",
            arity = "0..*",
            description =
                    "The domains. Without a domain and a file they are read from standard input, one on each line.")
    private List<String> domains = List.of();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Read domains from this file, one on each line. - is standard input.")
    private List<String> files = List.of();

    @Option(
            names = {"-e", "--expect"},
            paramLabel = "EXPECTATIONS",
            description = "What must hold for each domain. The default is " + DEFAULT_EXPECTATIONS + ".")
    private String expect = DEFAULT_EXPECTATIONS;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "The format of the results: ${COMPLETION-CANDIDATES}. The default is text.")
    private ResultWriter.Format format = ResultWriter.Format.TEXT;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            description = "How many domains are checked at once, 1 to " + MAX_PARALLEL + ". The default is 16.")
    private int parallel = 16;

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    CheckCommand(CommandIo io) {
        this.io = io;
    }

    @Override
    public Integer call() throws IOException {
        if (parallel < 1 || parallel > MAX_PARALLEL) {
            throw usage("--parallel must be a number from 1 to " + MAX_PARALLEL + ".");
        }
        Expectations expectations = expectations();
        List<GivenDomain> given = given();
        if (given.isEmpty()) {
            throw usage("There is no domain to check.");
        }
        try (StandaloneProber prober = network.prober(io.environment())) {
            return run(new DomainChecker(prober, expectations), given).code();
        } finally {
            io.out().flush();
        }
    }

    private ExitCode run(DomainChecker checker, List<GivenDomain> given) throws IOException {
        ResultWriter results = format.on(io.out(), io.terminal().colours());
        ProgressBar progress =
                new ProgressBar(io.err(), given.size(), io.terminal().isError());
        Deque<CompletableFuture<CheckedDomain>> running = new ArrayDeque<>();
        ExitCode result = ExitCode.AS_EXPECTED;
        progress.show();
        int started = 0;
        while (started < given.size() || !running.isEmpty()) {
            if (started < given.size() && running.size() < parallel) {
                running.add(checker.check(given.get(started)).subscribeAsCompletionStage());
                started++;
                continue;
            }
            CheckedDomain checked = running.remove().join();
            progress.advance();
            results.write(checked);
            io.out().flush();
            result = result.and(checked.result());
            progress.show();
        }
        progress.clear();
        results.end(result);
        return result;
    }

    private Expectations expectations() {
        ParsedExpectations parsed = Expectations.parse(expect);
        if (parsed instanceof ParsedExpectations.Invalid invalid) {
            throw usage("--expect is not valid at character " + invalid.position() + ". " + invalid.message());
        }
        return ((ParsedExpectations.Valid) parsed).expectations();
    }

    private List<GivenDomain> given() {
        DomainReader reader = new DomainReader();
        String file = InputFile.STANDARD_INPUT;
        try {
            for (String domain : domains) {
                reader.add(domain);
            }
            for (String name : files) {
                file = name;
                read(reader, name);
            }
            if (domains.isEmpty() && files.isEmpty() && !io.terminal().isInput()) {
                read(reader, InputFile.STANDARD_INPUT);
            }
            return reader.domains();
        } catch (TooManyDomainsException e) {
            throw usage("A run has at most " + DomainReader.MAX_DOMAINS + " domains. Split the list.");
        } catch (IOException e) {
            throw usage("The file " + file + " cannot be read.");
        }
    }

    private void read(DomainReader reader, String file) throws IOException, TooManyDomainsException {
        boolean isStandardInput = file.equals(InputFile.STANDARD_INPUT);
        try (InputStream bytes = InputFile.open(io, file);
                Reader text = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            reader.add(text, isStandardInput ? "" : file);
        }
    }

    private ParameterException usage(String message) {
        return Usage.exception(spec, message);
    }
}
