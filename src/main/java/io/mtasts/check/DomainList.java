package io.mtasts.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mtasts.check.CheckFailure.Reason;
import io.mtasts.check.CheckFailure.Rejected;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The domains of one request.
 *
 * @param domains the domains as the client sent them; each may be invalid
 */
public record DomainList(List<String> domains) {

    private static final JsonMapper JSON = new JsonMapper();

    public DomainList {
        domains = List.copyOf(domains);
    }

    /** Parses text with one domain on each line. Skips blank lines and lines that begin with "#". */
    public static DomainList ofLines(String text) {
        return new DomainList(text.lines()
                .map(String::strip)
                .filter(Predicate.not(String::isEmpty))
                .filter(line -> !line.startsWith("#"))
                .toList());
    }

    /**
     * Parses a JSON object that has an array of strings as its member "domains".
     *
     * @throws RejectedException if the text is anything else
     */
    public static DomainList ofJson(String text) {
        JsonNode json = parse(text);
        JsonNode list = json.path("domains");
        if (!list.isArray() || !elements(list).allMatch(JsonNode::isTextual)) {
            throw invalid("The list must be a JSON object with an array of strings as its member \"domains\".");
        }
        return new DomainList(elements(list).map(JsonNode::textValue).toList());
    }

    /**
     * Returns this list if it has between one and {@code max} domains.
     *
     * @throws RejectedException if it does not
     */
    DomainList requireSize(int max) {
        if (domains.isEmpty()) {
            throw invalid("The list is empty. Send domains, one on each line or as {\"domains\": [...]}.");
        }
        if (domains.size() > max) {
            throw new RejectedException(Rejected.of(
                    Reason.LIST_TOO_LONG,
                    "list-too-long",
                    "The list has " + domains.size() + " domains, but at most " + max
                            + " can be checked with one request."));
        }
        return this;
    }

    /** Parses the text. Does not show the message of the JSON library, because it describes the library, not the text. */
    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw invalid("The body is not valid JSON" + position(e) + ".");
        }
    }

    private static String position(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static RejectedException invalid(String detail) {
        return new RejectedException(Rejected.of(Reason.INVALID_REQUEST, "list-invalid", detail));
    }
}
