package io.mtasts.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mtasts.check.BulkCheckService;
import io.mtasts.check.DomainList;
import io.mtasts.check.RejectedException;
import io.mtasts.document.BulkResultDocument;
import io.mtasts.http.FormFields;
import io.mtasts.http.ListFormat;
import io.mtasts.http.ListWriter;
import io.mtasts.http.RequestAdmission;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;

/** The results of the list form as a file, row by row as the checks complete, in a format of the API. */
@Path("/download")
public class DownloadResource {

    private final BulkCheckService checker;
    private final ObjectMapper json;
    private final PageRenderer page;

    public DownloadResource(BulkCheckService checker, ObjectMapper json, PageRenderer page) {
        this.checker = checker;
        this.json = json;
        this.page = page;
    }

    /** Returns a row for each domain in the field "domains", as the API does. */
    @POST
    @Path("csv")
    @Operation(hidden = true)
    public RestMulti<String> csv(@Context HttpServerRequest request, String form) {
        return download(request, form, ListFormat.CSV, "csv");
    }

    /** Returns an array with an item for each domain in the field "domains", as the API does. */
    @POST
    @Path("json")
    @Operation(hidden = true)
    public RestMulti<String> json(@Context HttpServerRequest request, String form) {
        return download(request, form, ListFormat.JSON, "json");
    }

    private RestMulti<String> download(HttpServerRequest request, String form, ListFormat format, String extension) {
        String typed = new FormFields(form).field("domains").orElse("");
        DomainList list = DomainList.ofLines(typed);
        try {
            Multi<BulkResultDocument> results =
                    checker.check(list, RequestAdmission.clientAddress(request)).map(BulkResultDocument::of);
            return RestMulti.fromMultiData(new ListWriter(format, request.path(), json).write(results))
                    .header(HttpHeaders.CONTENT_TYPE, format.mediaType() + ";charset=UTF-8")
                    .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"mta-sts." + extension + "\"")
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        } catch (RejectedException e) {
            return ListPageResource.rejected(page, request, list, typed, e);
        }
    }
}
