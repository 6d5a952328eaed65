package io.mtasts.web;

import io.mtasts.document.ProblemDocument;
import io.mtasts.verdict.MxFinding;
import io.quarkus.qute.TemplateExtension;

/** What the templates show of a problem beyond its members. */
@TemplateExtension
final class ProblemExtensions {

    private ProblemExtensions() {}

    static String heading(ProblemDocument problem) {
        return switch (problem.status()) {
            case 400 ->
                isRejection(problem)
                        ? "This is not a domain name"
                        : isSetupParameter(problem) ? "The setup could not be generated" : "The request is not valid";
            case 409 -> "No policy can be generated";
            case 404 -> "Page not found";
            case 405 -> "This address does not support the request";
            case 429 -> "Too many checks";
            case 502 -> "A lookup failed";
            case 503 -> "The service is busy";
            case 504 -> "A name server did not respond";
            default -> "The check failed";
        };
    }

    static Icon icon(ProblemDocument problem) {
        return Icon.UNKNOWN;
    }

    /** Returns what to do next, if the problem itself does not say it. */
    static String next(ProblemDocument problem) {
        return switch (problem.status()) {
            case 400, 404, 405, 409 -> "";
            case 429, 503 -> "This says nothing about the domain: it was not checked.";
            case 502, 504 ->
                "This says nothing about the setup of the domain: without this lookup there is no verdict.";
            default -> "Please try again in a few minutes.";
        };
    }

    /** Returns whether no policy can be generated because the domain accepts no mail. */
    static boolean isNullMx(ProblemDocument problem) {
        return problem.code().equals(MxFinding.MX_NULL.code());
    }

    /** Returns whether more was found than the problem itself. */
    static boolean hasOtherFindings(ProblemDocument problem) {
        return problem.observed() != null
                && problem.observed().findings().stream()
                        .anyMatch(finding -> !finding.code().code().equals(problem.code()));
    }

    private static boolean isSetupParameter(ProblemDocument problem) {
        return problem.code().startsWith("parameter-")
                && !problem.code().equals("parameter-unknown")
                && !problem.code().equals("parameter-repeated");
    }

    /** Returns whether the problem is the domain that was entered. */
    static boolean isRejection(ProblemDocument problem) {
        return problem.status() == 400 && problem.code().startsWith("input-");
    }
}
