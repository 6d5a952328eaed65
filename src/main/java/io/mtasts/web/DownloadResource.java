package io.mtasts.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mtasts.check.BulkCheckService;
import io.mtasts.check.DomainList;
import io.mtasts.check.RejectedException;
import io.mtasts.document.BulkResultDocument;
import io.mtasts.document.Problems;
import io.mtasts.http.FormFields;
import io.mtasts.http.ProblemException;
import io.mtasts.http.RequestAdmission;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;

/** The results of the list form as a file, row by row as the checks complete. */
@Path("/download")
public class DownloadResource {

    /** A spreadsheet would treat a text that begins like this as a formula, and the file contains untrusted texts. */
    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r]");

    private final BulkCheckService checker;
    private final ObjectMapper json;

    public DownloadResource(BulkCheckService checker, ObjectMapper json) {
        this.checker = checker;
        this.json = json;
    }

    /** Returns a line for each domain, after a line with the names of the columns. RFC 4180. */
    @POST
    @Path("csv")
    @Operation(hidden = true)
    public RestMulti<String> csv(@Context HttpServerRequest request, String form) {
        String header = line(List.of("domain", "outcome", "severity", "findings", "summary"));
        return download(
                request,
                form,
                "text/csv;charset=UTF-8",
                "csv",
                results -> concatenate(header, results.map(DownloadResource::line), ""));
    }

    /** Returns an array with a document for each domain, as the API has them. */
    @POST
    @Path("json")
    @Operation(hidden = true)
    public RestMulti<String> json(@Context HttpServerRequest request, String form) {
        return download(request, form, "application/json", "json", results -> {
            AtomicBoolean first = new AtomicBoolean(true);
            return concatenate(
                    "[", results.map(result -> (first.getAndSet(false) ? "\n" : ",\n") + text(result)), "\n]\n");
        });
    }

    private RestMulti<String> download(
            HttpServerRequest request,
            String form,
            String mediaType,
            String extension,
            Function<Multi<BulkResultDocument>, Multi<String>> format) {
        String typed = new FormFields(form).field("domains").orElse("");
        try {
            Multi<BulkResultDocument> results = checker.check(
                            DomainList.ofLines(typed), RequestAdmission.clientAddress(request))
                    .map(BulkResultDocument::of);
            return RestMulti.fromMultiData(format.apply(results))
                    .header(HttpHeaders.CONTENT_TYPE, mediaType)
                    .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"mta-sts." + extension + "\"")
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        } catch (RejectedException e) {
            throw new ProblemException(Problems.of(e.rejection()));
        }
    }

    private static Multi<String> concatenate(String start, Multi<String> rows, String end) {
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(start), rows, Multi.createFrom().item(end));
    }

    private String text(BulkResultDocument result) {
        try {
            return json.writeValueAsString(result);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(BulkResultDocument result) {
        List<String> cells = result.map(
                report -> List.of(
                        result.given(),
                        String.valueOf(report.verdict()),
                        FormatExtensions.kebabCase(report.severity()),
                        report.findings().stream()
                                .map(finding -> finding.code().code())
                                .distinct()
                                .collect(Collectors.joining(" ")),
                        report.summary()),
                problem -> List.of(result.given(), problem.code(), "", "", problem.detail()));
        return line(cells);
    }

    private static String line(List<String> cells) {
        return cells.stream()
                .map(cell -> '"' + FORMULA.matcher(cell).replaceFirst("'$0").replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(",", "", "\r\n"));
    }
}
