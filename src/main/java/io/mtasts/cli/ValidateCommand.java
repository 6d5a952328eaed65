package io.mtasts.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mtasts.check.PublishedTextsParser;
import io.mtasts.check.RejectedException;
import io.mtasts.document.DocumentMapper;
import io.mtasts.document.FindingDocument;
import io.mtasts.document.ValidationDocument;
import io.mtasts.document.WorstSeverity;
import io.mtasts.sts.Policy;
import io.mtasts.text.KebabCase;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command that validates texts without a network. */
@Command(
        name = "validate",
        description = "Validates a policy file, and a TXT record if it is given. Nothing is looked up.",
        footer = {"", "Exit codes: 0 the texts are valid, 1 they are not, 2 the command line is not valid."})
@RegisterForReflection
final class ValidateCommand implements Callable<Integer> {

    private final CommandIo io;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The policy. - is standard input.")
    private String file = InputFile.STANDARD_INPUT;

    @Option(names = "--txt", paramLabel = "TEXT", description = "A TXT record at _mta-sts. May be repeated.")
    private List<String> txt = List.of();

    @Option(
            names = "--mx",
            split = ",",
            paramLabel = "NAME",
            description = "The mail servers that the policy must cover. May be repeated.")
    private List<String> mx = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "The format: ${COMPLETION-CANDIDATES}. The default is text.")
    private DocumentFormat format = DocumentFormat.TEXT;

    ValidateCommand(CommandIo io) {
        this.io = io;
    }

    @Override
    public Integer call() throws IOException {
        ObjectMapper json = DocumentMapper.create();
        ObjectNode texts = json.createObjectNode().put("policy", policy());
        if (!txt.isEmpty()) {
            add(texts.putArray("txt"), txt);
        }
        if (!mx.isEmpty()) {
            add(texts.putArray("mx"), mx);
        }
        ValidationDocument validation = validate(json.writeValueAsString(texts));
        if (format == DocumentFormat.JSON) {
            io.printJson(validation);
        } else {
            print(validation);
        }
        io.out().flush();
        return (validation.severity().compareTo(WorstSeverity.ERROR) < 0
                        ? ExitCode.AS_EXPECTED
                        : ExitCode.NOT_AS_EXPECTED)
                .code();
    }

    private void print(ValidationDocument validation) {
        PrintWriter out = io.out();
        out.print("The policy is " + KebabCase.of(validation.policy().status()) + ".\n");
        for (FindingDocument finding : validation.findings()) {
            out.print("  " + KebabCase.of(finding.severity()) + " "
                    + finding.code().code() + ": " + SafeText.line(finding.message()) + "\n    "
                    + SafeText.lines(finding.remedy(), "    ") + "\n");
        }
    }

    private ValidationDocument validate(String texts) {
        try {
            return ValidationDocument.of(
                    PublishedTextsParser.ofJson(texts), Instant.now().truncatedTo(ChronoUnit.SECONDS));
        } catch (RejectedException e) {
            throw Usage.exception(spec, e.rejection().detail());
        }
    }

    private String policy() {
        return new String(InputFile.read(spec, io, file, Policy.MAX_LENGTH), StandardCharsets.UTF_8);
    }

    private static void add(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }
}
