package io.mtasts.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mtasts.document.ProblemDocument;
import io.mtasts.http.ProblemException;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The domains of one request, as they were given.
 *
 * @param given none is blank; whether each is a domain is told in its own answer
 */
public record DomainList(List<String> given) {

    private static final JsonMapper JSON = new JsonMapper();

    public DomainList {
        given = List.copyOf(given);
    }

    /** One on each line; lines that are empty or begin with "#" are passed over. */
    public static DomainList ofLines(String text) {
        return new DomainList(text.lines()
                .map(String::strip)
                .filter(Predicate.not(String::isEmpty))
                .filter(line -> !line.startsWith("#"))
                .toList());
    }

    /**
     * A JSON array of strings, or an object with one as its member "domains".
     *
     * @throws ProblemException if it is neither
     */
    public static DomainList ofJson(String text) {
        JsonNode json = parse(text);
        JsonNode list = json.isObject() ? json.path("domains") : json;
        if (!list.isArray() || !holdsTexts(list)) {
            throw invalid("The list must be a JSON array of strings, or an object with one as its member \"domains\".");
        }
        return new DomainList(elements(list)
                .map(JsonNode::textValue)
                .filter(Predicate.not(String::isBlank))
                .toList());
    }

    /**
     * The same, if it is neither empty nor too long.
     *
     * @throws ProblemException if it is
     */
    public DomainList within(int most) {
        if (given.isEmpty()) {
            throw invalid("The list is empty: send domains, one on each line or as a JSON array of strings.");
        }
        if (given.size() > most) {
            throw new ProblemException(ProblemDocument.of(
                    Status.REQUEST_ENTITY_TOO_LARGE,
                    "list-too-long",
                    "The list has " + given.size() + " domains; " + most + " can be checked at once."));
        }
        return this;
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw invalid("The body is not JSON: " + e.getOriginalMessage());
        }
    }

    private static boolean holdsTexts(JsonNode list) {
        return elements(list).allMatch(JsonNode::isTextual);
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(ProblemDocument.of(Status.BAD_REQUEST, "list-invalid", detail));
    }
}
