package io.mtasts.web;

import io.mtasts.document.ProblemDocument;
import io.quarkus.qute.TemplateExtension;

/** What the templates say about problems in words, beyond what these say themselves. */
@TemplateExtension
final class ProblemExtensions {

    private ProblemExtensions() {}

    static String heading(ProblemDocument problem) {
        return switch (problem.status()) {
            case 400 -> isRejection(problem) ? "That is not a domain name" : "That cannot be made";
            case 409 -> "No policy can be made";
            case 429 -> "Too many checks";
            case 502 -> "A look-up failed";
            case 503 -> "The service is busy";
            case 504 -> "A name server did not answer";
            default -> "The check did not work";
        };
    }

    /** What to do that the problem itself does not say. */
    static String next(ProblemDocument problem) {
        return switch (problem.status()) {
            case 400, 409 -> ""; // the detail says it
            case 429, 503 -> "This says nothing about the domain: it was not looked at.";
            case 502, 504 -> "This says nothing about the domain’s set-up: without this answer there is no verdict.";
            default -> "Please try again in a few minutes.";
        };
    }

    /** Whether it is about what was typed, and not about the domain or the service. */
    static boolean isRejection(ProblemDocument problem) {
        return problem.status() == 400 && !problem.code().startsWith("parameter-");
    }
}
