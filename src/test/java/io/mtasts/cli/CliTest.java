package io.mtasts.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Commands in this process, without a network. */
class CliTest {

    private static final Terminal NO_TERMINAL = new Terminal(false, false, false, false);
    private static final Path MAN_PAGE = Path.of("docs/mta-sts.1");
    private static final Pattern OPTION = Pattern.compile("\\\\fB(\\\\-[^\\s]+?)\\\\fR");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String input, String... arguments) {
        CommandIo io = new CommandIo(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(out),
                new PrintWriter(err),
                Map.of(),
                NO_TERMINAL);
        return Cli.commandLine(io, () -> out.write("served")).execute(arguments);
    }

    private CommandLine commandLine() {
        return Cli.commandLine(
                new CommandIo(
                        new ByteArrayInputStream(new byte[0]),
                        new PrintWriter(out),
                        new PrintWriter(err),
                        Map.of(),
                        NO_TERMINAL),
                () -> {});
    }

    @ParameterizedTest
    @CsvSource({
        "0, 'version: STSv1\nmode: enforce\nmx: mx1.example.com\nmax_age: 1209600\n'",
        "1, 'version: STSv1\nmode: enforced\nmx: mx1.example.com\nmax_age: 1209600\n'",
        "1, ''"
    })
    void validate_readsStandardInput(int expected, String policy) {
        assertThat(run(policy, "validate", "-")).isEqualTo(expected);
        assertThat(out.toString()).startsWith("The policy is ");
    }

    @Test
    void serve_startsTheService() {
        assertThat(run("", "serve")).isZero();
        assertThat(out.toString()).isEqualTo("served");
    }

    @Test
    void mistake_isShownWithoutControlCharacters() {
        assertThat(run("", "check", "a.example", "--expect", "verdict~\u001b[31m"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("at character 8.").doesNotContain("\u001b");
        assertThat(run("", "\u001b[31m")).isEqualTo(2);
        assertThat(err.toString()).doesNotContain("\u001b");
    }

    @Test
    void noColor_isHonoured() {
        assertThat(Terminal.hasColours(true, Map.of())).isTrue();
        assertThat(Terminal.hasColours(true, Map.of("NO_COLOR", ""))).isTrue();
        assertThat(Terminal.hasColours(true, Map.of("NO_COLOR", "1"))).isFalse();
        assertThat(Terminal.hasColours(true, Map.of("TERM", "dumb"))).isFalse();
        assertThat(Terminal.hasColours(false, Map.of())).isFalse();
    }

    @Test
    void completion_namesEachCommand() {
        assertThat(run("", "completion")).isZero();
        assertThat(out.toString()).contains("check", "setup", "plan", "validate", "report", "--expect", "junit");
    }

    @Test
    void manPage_namesEachCommandAndOption() throws IOException {
        String page = Files.readString(MAN_PAGE);
        Set<String> documented = OPTION.matcher(page)
                .results()
                .map(match -> match.group(1).replace("\\-", "-"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> options = new TreeSet<>();
        CommandLine root = commandLine();
        root.getSubcommands().forEach((name, command) -> {
            assertThat(page).contains(".SS " + name + "\n");
            for (OptionSpec option : command.getCommandSpec().options()) {
                options.addAll(Set.of(option.names()));
            }
        });

        assertThat(documented).isEqualTo(options);
    }
}
