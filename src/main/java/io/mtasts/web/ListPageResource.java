package io.mtasts.web;

import io.mtasts.check.BulkCheckService;
import io.mtasts.check.DomainList;
import io.mtasts.check.RejectedException;
import io.mtasts.document.BulkResultDocument;
import io.mtasts.document.ProblemDocument;
import io.mtasts.document.Problems;
import io.mtasts.http.FormFields;
import io.mtasts.http.RequestAdmission;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;

/** The page of many domains: a table that fills while they are checked. */
@Path("/list")
@Produces(HtmlResponses.MEDIA_TYPE)
@HtmlPage
public class ListPageResource {

    private final BulkCheckService checker;
    private final PageRenderer page;
    private final Clock clock;

    public ListPageResource(BulkCheckService checker, PageRenderer page, Clock clock) {
        this.checker = checker;
        this.page = page;
        this.clock = clock;
    }

    /** Returns the form, filled with the field "domains". */
    @GET
    @Operation(hidden = true)
    public RestMulti<String> form(@Context HttpServerRequest request) {
        return withoutTable(
                200, new FormFields(request.query()).field("domains").orElse(""), "");
    }

    /** Checks the domains in the field "domains", one on each line. */
    @POST
    @Operation(hidden = true)
    public RestMulti<String> check(@Context HttpServerRequest request, String form) {
        String typed = new FormFields(form).field("domains").orElse("");
        DomainList list = DomainList.ofLines(typed);
        BulkTally tally = new BulkTally(clock.instant().truncatedTo(ChronoUnit.SECONDS));
        try {
            Multi<BulkRow> rows = checker.check(list, RequestAdmission.clientAddress(request))
                    .map(result -> BulkRow.of(BulkResultDocument.of(result)))
                    .invoke(tally::add);
            return HtmlResponses.stream(
                    200,
                    Multi.createBy()
                            .concatenating()
                            .streams(
                                    Multi.createFrom()
                                            .item(page.list(
                                                    typed, list.domains().size(), "")),
                                    rows.map(page::row),
                                    Multi.createFrom().item(() -> page.listEnd(tally))));
        } catch (RejectedException e) {
            return rejected(page, request, list, typed, e);
        }
    }

    /** Returns the form with a list that was rejected, and why. */
    static RestMulti<String> rejected(
            PageRenderer page, HttpServerRequest request, DomainList list, String typed, RejectedException e) {
        ProblemDocument problem = Problems.of(e.rejection());
        return HtmlResponses.whole(
                problem.status(),
                RelativeLinks.at(
                        request.path(),
                        page.listRejection(
                                typed,
                                list.domains().isEmpty()
                                        ? "The list is empty. Enter one domain per line."
                                        : problem.detail())));
    }

    private RestMulti<String> withoutTable(int status, String typed, String rejection) {
        return HtmlResponses.whole(status, page.listRejection(typed, rejection));
    }
}
