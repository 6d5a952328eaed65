package io.mtasts.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.mtasts.document.BuildInfo;
import io.mtasts.document.DocumentMapper;
import io.mtasts.document.FindingDocument;
import io.mtasts.document.ProblemDocument;
import io.mtasts.document.ReportDocument;
import io.mtasts.expect.Assessment;
import io.mtasts.expect.ExpectationOutcome;
import io.mtasts.finding.Severity;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Results as a log of SARIF 2.1.0. The rules follow the results, since only then it is known which of them were broken. */
final class SarifResultWriter implements ResultWriter {

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

    private static final String NOT_MET = "expectation-not-met";

    private final JsonGenerator json;
    private final Map<String, String> rules = new TreeMap<>();
    private final List<Notification> notifications = new ArrayList<>();

    /** A check that has no verdict, or an expectation that is not known. */
    private record Notification(String id, String text, GivenDomain given, String name) {}

    SarifResultWriter(Writer out) throws IOException {
        json = DocumentMapper.create().createGenerator(out);
        json.useDefaultPrettyPrinter();
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeStartObject();
        json.writeStringField("$schema", SCHEMA);
        json.writeStringField("version", "2.1.0");
        json.writeArrayFieldStart("runs");
        json.writeStartObject();
        json.writeArrayFieldStart("results");
    }

    @Override
    public void write(CheckedDomain checked) throws IOException {
        ProblemDocument problem = checked.problem();
        if (problem != null) {
            notifications.add(new Notification(problem.code(), problem.detail(), checked.given(), checked.name()));
        }
        ReportDocument report = checked.report();
        if (report != null) {
            for (FindingDocument finding : report.findings()) {
                rules.putIfAbsent(
                        finding.code().code(), finding.code().entry().message().replaceAll("\\{[a-z]+}", "…"));
                result(
                        checked,
                        finding.code().code(),
                        level(finding.severity()),
                        finding.message() + " " + finding.remedy(),
                        finding.subject());
            }
        }
        for (Assessment assessment : checked.unmet()) {
            if (assessment.outcome() == ExpectationOutcome.NOT_KNOWN) {
                notifications.add(new Notification(
                        "expectation-unknown", assessment.sentence(), checked.given(), checked.name()));
            } else {
                rules.putIfAbsent(NOT_MET, "An expectation does not hold.");
                result(checked, NOT_MET, "error", assessment.sentence(), assessment.expectation());
            }
        }
    }

    @Override
    public void end(ExitCode result) throws IOException {
        json.writeEndArray();
        tool();
        json.writeArrayFieldStart("invocations");
        json.writeStartObject();
        json.writeBooleanField("executionSuccessful", notifications.isEmpty());
        json.writeNumberField("exitCode", result.code());
        json.writeArrayFieldStart("toolExecutionNotifications");
        for (Notification notification : notifications) {
            notification(notification);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
        json.flush();
    }

    private void tool() throws IOException {
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "mta-sts");
        json.writeStringField("version", BuildInfo.CURRENT.version());
        json.writeArrayFieldStart("rules");
        for (Map.Entry<String, String> rule : rules.entrySet()) {
            json.writeStartObject();
            json.writeStringField("id", rule.getKey());
            text("shortDescription", rule.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private void result(CheckedDomain checked, String rule, String level, String message, String subject)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("ruleId", rule);
        json.writeStringField("level", level);
        text("message", message);
        locations(checked.given(), checked.name());
        json.writeObjectFieldStart("partialFingerprints");
        json.writeStringField("mtaSts/v1", SafeText.line(checked.name() + " " + rule + " " + subject));
        json.writeEndObject();
        json.writeEndObject();
    }

    private void notification(Notification notification) throws IOException {
        json.writeStartObject();
        json.writeStringField("level", "error");
        text("message", notification.name() + ": " + notification.text());
        json.writeObjectFieldStart("descriptor");
        json.writeStringField("id", notification.id());
        json.writeEndObject();
        locations(notification.given(), notification.name());
        json.writeEndObject();
    }

    /** Writes the line of the file that names the domain, or the domain as a URI. RFC 4501. */
    private void locations(GivenDomain given, String name) throws IOException {
        boolean isInFile = !given.file().isEmpty();
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        json.writeObjectFieldStart("physicalLocation");
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", isInFile ? uri(null, given.file()) : uri("dns", name));
        json.writeEndObject();
        if (isInFile) {
            json.writeObjectFieldStart("region");
            json.writeNumberField("startLine", given.line());
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeArrayFieldStart("logicalLocations");
        json.writeStartObject();
        json.writeStringField("fullyQualifiedName", SafeText.line(name));
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private static String uri(@Nullable String scheme, String path) {
        try {
            return scheme == null
                    ? new URI(null, null, path, null).toASCIIString()
                    : new URI(scheme, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void text(String member, String text) throws IOException {
        json.writeObjectFieldStart(member);
        json.writeStringField("text", SafeText.line(text));
        json.writeEndObject();
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "note";
        };
    }
}
