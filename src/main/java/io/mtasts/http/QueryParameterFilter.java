package io.mtasts.http;

import io.mtasts.document.ProblemDocument;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * A filter that rejects unknown, repeated and misspelled query parameters.
 *
 * <p>A parameter that is ignored in silence leads to another result than the one that was requested. A page ignores
 * parameters that resemble none of its own, since other sites append such parameters to links.
 */
public class QueryParameterFilter {

    /** In edits. */
    private static final int MAX_DISTANCE = 2;

    /** In characters. */
    private static final int MAX_SHOWN = 64;

    private static final Pattern SEPARATORS = Pattern.compile("[^a-z0-9]");

    /** Rejects a request whose parameters are not those of its route. */
    @ServerRequestFilter
    public void check(RoutingContext context) {
        Optional<Route> route = Route.of(context.normalizedPath());
        String query = context.request().query();
        if (route.isEmpty() || query == null || query.isEmpty()) {
            return;
        }
        problem(route.get(), FormFields.parse(query)).ifPresent(problem -> {
            throw new ProblemException(problem);
        });
    }

    /** Returns the problem of the first parameter that has one. */
    static Optional<ProblemDocument> problem(Route route, Map<String, List<String>> parameters) {
        return parameters.entrySet().stream()
                .flatMap(parameter ->
                        problem(route, parameter.getKey(), parameter.getValue().size()).stream())
                .findFirst();
    }

    private static Optional<ProblemDocument> problem(Route route, String name, int count) {
        if (!route.parameters().contains(name)) {
            Optional<String> intended = intended(route, name);
            return route.isPage() && intended.isEmpty()
                    ? Optional.empty()
                    : Optional.of(unknown(route, name, intended));
        }
        return count == 1 || route.isRepeatable(name)
                ? Optional.empty()
                : Optional.of(ProblemDocument.of(
                        Status.BAD_REQUEST,
                        "parameter-repeated",
                        "The parameter " + name + " occurs " + count + " times, but may occur only once.",
                        name,
                        null,
                        null));
    }

    private static ProblemDocument unknown(Route route, String name, Optional<String> intended) {
        String shown = name.length() > MAX_SHOWN ? name.substring(0, MAX_SHOWN) + "…" : name;
        String advice = intended.map(known -> "Did you mean " + known + "?")
                .orElseGet(() -> route.parameters().isEmpty()
                        ? "This address has no parameters."
                        : "The parameters of this address are: " + String.join(", ", route.parameters()) + ".");
        return ProblemDocument.of(
                Status.BAD_REQUEST,
                "parameter-unknown",
                "The parameter \"" + shown + "\" is not known. " + advice,
                intended.orElse(null),
                null,
                null);
    }

    /** Returns the parameter that was probably intended: a similar one, or one that the address requires. */
    private static Optional<String> intended(Route route, String name) {
        String plain = plain(name);
        return route.parameters().stream()
                .filter(known -> isSimilar(plain, plain(known)) || route.isRequired(known))
                .findFirst();
    }

    private static String plain(String name) {
        return SEPARATORS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    private static boolean isSimilar(String name, String known) {
        int allowed = Math.min(MAX_DISTANCE, known.length() / 3);
        return Math.abs(name.length() - known.length()) <= allowed && distance(name, known) <= allowed;
    }

    /** Returns the number of edits between two short names (Levenshtein). */
    private static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] current = new int[to.length() + 1];
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int substitution = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
