package io.mtasts.web;

import io.mtasts.document.ProblemDocument;
import io.mtasts.finding.FindingCode;
import io.mtasts.name.InputFinding;
import io.mtasts.verdict.MxFinding;
import io.quarkus.qute.TemplateExtension;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the templates show of a problem beyond its members. */
@TemplateExtension
final class ProblemExtensions {

    private static final Set<String> INPUT_CODES =
            Stream.of(InputFinding.values()).map(FindingCode::code).collect(Collectors.toUnmodifiableSet());

    private static final Set<String> SETUP_PARAMETERS =
            Set.of("parameter-mode", "parameter-max-age", "parameter-patterns");

    private ProblemExtensions() {}

    static String heading(ProblemDocument problem) {
        return switch (problem.status()) {
            case 400 ->
                isRejection(problem)
                        ? "This is not a domain name"
                        : SETUP_PARAMETERS.contains(problem.code())
                                ? "The setup could not be generated"
                                : "The request is not valid";
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

    /** Returns what is wrong. The problem itself speaks to a program where a person sees a page. */
    static String summary(ProblemDocument problem) {
        return switch (problem.status()) {
            case 404 -> "There is nothing at this address. Check a domain with the form above.";
            case 405 -> "This address is for a form or a program. Check a domain with the form above.";
            default -> problem.detail();
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

    /** Returns whether the problem is the domain that was entered. */
    static boolean isRejection(ProblemDocument problem) {
        return INPUT_CODES.contains(problem.code());
    }
}
