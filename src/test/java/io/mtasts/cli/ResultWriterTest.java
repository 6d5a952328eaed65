package io.mtasts.cli;

import static io.mtasts.verdict.ObservationsBuilder.host;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.mtasts.check.AdmissionControl;
import io.mtasts.check.CheckFailure;
import io.mtasts.check.CheckReport;
import io.mtasts.cli.ResultWriter.Format;
import io.mtasts.document.BuildInfo;
import io.mtasts.document.Problems;
import io.mtasts.document.ReportDocument;
import io.mtasts.expect.Expectations;
import io.mtasts.expect.ParsedExpectations;
import io.mtasts.name.DomainInput;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.ObservationsBuilder;
import io.mtasts.verdict.Report;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The formats of results, compared with recorded files. {@code -Dupdate} records them again. */
class ResultWriterTest {

    private static final Path GOLDEN = Path.of("src/test/resources/cli");
    private static final Path SCHEMAS = Path.of("src/test/resources/schemas");
    private static final String HOSTILE = "\u001b[31m<&\">\u202e\u0000=1+1";

    private static final Expectations EXPECTATIONS = ((ParsedExpectations.Valid)
                    Expectations.parse("verdict=enforcing, coverage=complete, mx-certificate-days>=14"))
            .expectations();

    private static CheckReport report(Report report) {
        DomainInput.Accepted input = (DomainInput.Accepted) DomainInput.parse(ObservationsBuilder.DOMAIN);
        return new CheckReport(input, report, Optional.empty(), Set.of());
    }

    private static CheckedDomain checked(GivenDomain given, Report report, Expectations expectations) {
        return CheckedDomain.of(given, ReportDocument.of(report(report)), expectations.assess(report));
    }

    private static CheckedDomain undetermined() {
        Report report = new ObservationsBuilder().txt(Lookup.Outcome.TIMEOUT).report();
        return CheckedDomain.undetermined(
                new GivenDomain("example.com", "domains.txt", 3),
                Problems.of(new CheckFailure.Inconclusive(
                        report.inconclusive().orElseThrow(), Optional.of(report(report)))));
    }

    private static CheckedDomain invalid(String text) {
        DomainInput.Rejected input = (DomainInput.Rejected) DomainInput.parse(text);
        return CheckedDomain.invalid(GivenDomain.ofArgument(text), Problems.of(AdmissionControl.invalidDomain(input)));
    }

    private static List<CheckedDomain> results() {
        Report gap = new ObservationsBuilder()
                .mx("mx1.example.com", "mx2.example.net")
                .address(host("mx2.example.net", "198.51.100.26"))
                .report();
        Expectations one = ((ParsedExpectations.Valid) Expectations.parse("mail=protected")).expectations();
        return List.of(
                checked(GivenDomain.ofArgument("Example.com."), new ObservationsBuilder().report(), one),
                checked(new GivenDomain("example.com", "a list/domains.txt", 7), gap, EXPECTATIONS),
                checked(
                        new GivenDomain("example.com", "", 2),
                        new ObservationsBuilder().txt("v=STSv1; id=" + HOSTILE).report(),
                        one),
                undetermined(),
                invalid("https://example.com/" + HOSTILE),
                invalid(HOSTILE));
    }

    private static String written(Format format, List<CheckedDomain> results) throws IOException {
        StringWriter out = new StringWriter();
        ResultWriter writer = format.on(out, false);
        ExitCode result = ExitCode.AS_EXPECTED;
        for (CheckedDomain checked : results) {
            writer.write(checked);
            result = result.and(checked.result());
        }
        writer.end(result);
        return out.toString();
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void format_isAsRecorded(Format format) throws IOException {
        String text = written(format, results())
                .replace("\"" + BuildInfo.CURRENT.version() + "\"", "\"VERSION\"")
                .replaceAll(",\"commit\":\"[0-9a-f]*\"", "")
                // Git may store another line end.
                .replace("\r\n", "\n");
        Path file = GOLDEN.resolve("results." + format);
        if (System.getProperty("update") != null) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, text);
        }

        assertThat(text).isEqualTo(Files.readString(file));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void format_hasNoControlCharacter(Format format) throws IOException {
        assertThat(written(format, results()).chars())
                .noneMatch(c -> c < ' ' && c != '\n' && c != '\r' || c == 0x7f || c == 0x202e);
    }

    @Test
    void sarif_isValid() throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
                .getSchema(new ObjectMapper()
                        .readTree(SCHEMAS.resolve("sarif-2.1.0-rtm.5.json").toFile()));
        for (List<CheckedDomain> results : List.of(results(), List.<CheckedDomain>of())) {
            assertThat(schema.validate(new ObjectMapper().readTree(written(Format.SARIF, results))))
                    .isEmpty();
        }
        assertThat(schema.validate(new ObjectMapper().readTree("{\"version\":\"2.1.0\"}")))
                .isNotEmpty();
    }

    @Test
    void junit_isValid() throws Exception {
        var schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(SCHEMAS.resolve("junit-10.xsd").toFile());
        for (List<CheckedDomain> results : List.of(results(), List.<CheckedDomain>of())) {
            schema.newValidator().validate(new StreamSource(new StringReader(written(Format.JUNIT, results))));
        }
    }

    @Test
    void text_hasColoursOnRequest() throws IOException {
        StringWriter out = new StringWriter();
        Format.TEXT.on(out, true).write(results().get(0));

        assertThat(out.toString()).startsWith("\u001b[1mexample.com\u001b[0m: \u001b[32m");
    }
}
