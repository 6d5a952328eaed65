package io.mtasts.web;

import io.mtasts.document.ProblemDocument;
import io.mtasts.http.ApiPaths;
import io.mtasts.http.FormFields;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/** What all pages have in common: HEAD, and problems that are shown as a page. */
class HtmlPageFilters {

    private final PageRenderer page;

    HtmlPageFilters(PageRenderer page) {
        this.page = page;
    }

    /** Answers HEAD with the headers only. A check would be wasted, since nobody sees its result. */
    @HtmlPage
    @ServerRequestFilter
    @Nullable
    Response answerHead(ContainerRequestContext request) {
        if (!request.getMethod().equals(HttpMethod.HEAD)) {
            return null;
        }
        Response.ResponseBuilder response = Response.ok();
        HtmlResponses.HEADERS.forEach(response::header);
        return response.build();
    }

    /** Sets the headers of pages, and replaces the problem document of a failed request by a page. */
    @HtmlPage
    @ServerResponseFilter
    void completeResponse(ContainerResponseContext response, HttpServerRequest request) {
        HtmlResponses.HEADERS.forEach((name, value) -> response.getHeaders().putSingle(name, value));
        if (response.getEntity() instanceof ProblemDocument problem) {
            response.setEntity(page(problem, request));
        }
    }

    /** Shows a problem as a page if a browser requests an address that no page serves. */
    @ServerResponseFilter
    void showProblem(ContainerResponseContext response, HttpServerRequest request) {
        if (response.getEntity() instanceof ProblemDocument problem && ApiPaths.isForPeople(request)) {
            HtmlResponses.HEADERS.forEach((name, value) -> response.getHeaders().putSingle(name, value));
            response.setEntity(page(problem, request));
        }
    }

    private String page(ProblemDocument problem, HttpServerRequest request) {
        String typed = new FormFields(request.query()).field("domain").orElse("");
        return RelativeLinks.at(request.path(), page.problem(CheckForm.at(request.path()), problem, typed));
    }
}
