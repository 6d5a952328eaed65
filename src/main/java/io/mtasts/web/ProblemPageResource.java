package io.mtasts.web;

import io.mtasts.document.FindingCatalogue;
import io.mtasts.document.ProblemCatalogue;
import io.mtasts.document.ProblemDocument;
import io.mtasts.document.Problems;
import io.mtasts.http.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The pages about the codes of problems and findings. The member {@code type} of a problem is the address of one. */
@Path(ProblemDocument.PAGES)
@Produces(HtmlResponses.MEDIA_TYPE)
@HtmlPage
public class ProblemPageResource {

    private final PageRenderer page;

    public ProblemPageResource(PageRenderer page) {
        this.page = page;
    }

    /** Returns the page with all codes. */
    @GET
    @Operation(hidden = true)
    public String all() {
        return page.codes();
    }

    /** Returns the page about one code. */
    @GET
    @Path("/{code}")
    @Operation(hidden = true)
    public String explain(@PathParam("code") String code) {
        return FindingCatalogue.find(code)
                .map(page::code)
                .or(() -> ProblemCatalogue.meaning(code).map(meaning -> page.code(code, meaning)))
                .map(html -> RelativeLinks.at(ProblemDocument.PAGES + "/" + code, html))
                .orElseThrow(() -> new ProblemException(Problems.of(Status.NOT_FOUND)));
    }
}
