package io.mtasts.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The page about what is known of senders. */
@Path("/senders")
@Produces(HtmlResponses.MEDIA_TYPE)
@HtmlPage
public class SendersPageResource {

    private final PageRenderer page;

    public SendersPageResource(PageRenderer page) {
        this.page = page;
    }

    /** Returns the page. */
    @GET
    @Operation(hidden = true)
    public String show() {
        return page.senders();
    }
}
