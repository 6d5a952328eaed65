package io.mtasts.verdict;

import io.mtasts.name.DomainName;
import io.mtasts.text.DisplayText;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a response without a usable policy shows about its cause: the remedies follow it. */
final class UnusableResponse {

    private static final String URL = "https://{subject}/.well-known/mta-sts.txt";

    private static final String NOT_THERE =
            "The file is not at " + URL + ". Put it there. Usual causes: the file is in the"
                    + " root folder, or the deployment leaves out folders that begin with a dot, such as .well-known.";
    private static final String WEB_PAGE = "A web page is served instead of the policy. " + NOT_THERE
            + " Many applications answer with their start page if a file is missing.";
    private static final String SOMETHING_ELSE = "Something other than the policy is served. " + NOT_THERE;
    private static final String FILTER =
            "Serve the file at " + URL + " to everyone. Senders are programs, so a bot filter, a"
                    + " challenge page, a login or a limit in front of the web server stops them: exclude this path. Such a filter may"
                    + " treat this checker differently from senders.";
    private static final String FAILURE =
            "Check the web server at {subject}, and the server behind it if it is a proxy. Its log"
                    + " names the cause.";

    private static final int MAX_SHOWN = 80;
    private static final int MAX_INSPECTED = 2_048;

    private static final Set<Integer> MISSING = Set.of(404, 410);
    private static final Set<Integer> FILTERED = Set.of(401, 403, 405, 407, 418, 429, 451, 503);

    private static final Pattern WEB_PAGE_START = Pattern.compile(
            "(?:\\uFEFF)?\\s*+<(?:!doctype|html|head|body|!--|\\?xml|script|title|div|h1)\\b?.*+", Pattern.DOTALL);
    private static final Pattern CHALLENGE =
            Pattern.compile("captcha|challenge|just a moment|are you (?:a )?human|bot detection|ddos protection");
    private static final Pattern POLICY = Pattern.compile("stsv1|(?m)^\\s{0,8}(?:version|mode|mx|max_age)\\s{0,8}[:=]");

    private UnusableResponse() {}

    /** Returns the remedy for a status other than 200 and the redirects; empty if the status shows nothing more. */
    static Optional<String> remedyForStatus(PolicyResponse response) {
        if (MISSING.contains(response.status())) {
            return Optional.of(NOT_THERE);
        }
        if (FILTERED.contains(response.status()) || isChallenge(text(response))) {
            return Optional.of(FILTER);
        }
        return response.status() >= 500 ? Optional.of(FAILURE) : Optional.empty();
    }

    /** Returns the remedy for a redirect. */
    static Optional<String> remedyForRedirect(PolicyResponse response, String host) {
        Optional<URI> target = response.location().flatMap(UnusableResponse::uri);
        if (target.isEmpty()) {
            return Optional.empty();
        }
        String to = target.get().getHost();
        boolean appendsSlash = String.valueOf(target.get().getPath()).endsWith("mta-sts.txt/");
        if (appendsSlash) {
            return Optional.of(
                    "The web server appends a slash to the path. Switch that off for this file, and serve it at " + URL
                            + " with status 200.");
        }
        return to == null || to.equalsIgnoreCase(host)
                ? Optional.empty()
                : Optional.of("Exclude this path from the redirect to " + to + ", and serve the file at " + URL
                        + " with status 200.");
    }

    /** Returns the remedy for a body of another media type; empty if only the media type may be wrong. */
    static Optional<String> remedyForBody(PolicyResponse response) {
        String text = text(response);
        if (POLICY.matcher(text).find() && !WEB_PAGE_START.matcher(text).matches()) {
            return Optional.empty();
        }
        if (isChallenge(text)) {
            return Optional.of(FILTER);
        }
        return Optional.of(WEB_PAGE_START.matcher(text).matches() ? WEB_PAGE : SOMETHING_ELSE);
    }

    /** Returns the beginning of the body for people, in parentheses; empty if there is no body. */
    static String beginning(PolicyResponse response) {
        String text = new String(
                        response.body(), 0, Math.min(response.body().length, 4 * MAX_SHOWN), StandardCharsets.UTF_8)
                .strip()
                .replaceAll("\\s+", " ");
        if (text.isEmpty() || !response.isPlain()) {
            return "";
        }
        int end = text.offsetByCodePoints(0, Math.min(text.codePointCount(0, text.length()), MAX_SHOWN));
        return " (it begins with: " + DisplayText.abbreviate(text.substring(0, end)) + ")";
    }

    private static boolean isChallenge(String text) {
        return WEB_PAGE_START.matcher(text).matches() && CHALLENGE.matcher(text).find();
    }

    private static String text(PolicyResponse response) {
        return DomainName.lowerCase(new String(
                response.body(), 0, Math.min(response.body().length, MAX_INSPECTED), StandardCharsets.UTF_8));
    }

    private static Optional<URI> uri(String location) {
        try {
            return Optional.of(URI.create(location));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
