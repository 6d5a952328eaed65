package io.mtasts.web;

import io.mtasts.check.PublishedTextsParser;
import io.mtasts.check.RejectedException;
import io.mtasts.document.ValidationDocument;
import io.mtasts.http.FormFields;
import io.mtasts.http.RequestAdmission;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The page that validates texts without a network. */
@Path("/validate")
@Produces(HtmlResponses.MEDIA_TYPE)
@HtmlPage
public class ValidationPageResource {

    private final PageRenderer page;
    private final RequestAdmission admission;

    public ValidationPageResource(PageRenderer page, RequestAdmission admission) {
        this.page = page;
        this.admission = admission;
    }

    /** Returns the empty form. */
    @GET
    @Operation(hidden = true)
    public String form() {
        return page.validation(new ValidationForm("", "", "", ""), null, "");
    }

    /** Validates the texts of the form. */
    @POST
    @Operation(hidden = true)
    public String validate(@Context HttpServerRequest request, String body) {
        admission.count(request);
        FormFields fields = new FormFields(body);
        ValidationForm form = new ValidationForm(
                fields.field("txt").orElse(""),
                fields.field("policy").orElse(""),
                fields.field("contentType").orElse(""),
                fields.field("mx").orElse(""));
        try {
            var texts = PublishedTextsParser.ofForm(form.txt(), form.policy(), form.contentType(), form.mx());
            return page.validation(
                    form, ValidationDocument.of(texts, Instant.now().truncatedTo(ChronoUnit.SECONDS)), "");
        } catch (RejectedException e) {
            return page.validation(form, null, e.rejection().detail());
        }
    }
}
