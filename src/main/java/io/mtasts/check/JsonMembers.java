package io.mtasts.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mtasts.check.CheckFailure.Reason;
import io.mtasts.check.CheckFailure.Rejected;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The members of a JSON object in a request. Anything unexpected rejects the request with one code. */
final class JsonMembers {

    private static final JsonMapper JSON = new JsonMapper();

    private final JsonNode json;
    private final String code;

    private JsonMembers(JsonNode json, String code) {
        this.json = json;
        this.code = code;
    }

    /**
     * Parses an object that may have these members only.
     *
     * @throws RejectedException if the text is anything else
     */
    static JsonMembers parse(String text, Set<String> members, String code) {
        JsonMembers object = new JsonMembers(parse(text, code), code);
        if (!object.json.isObject()) {
            throw object.invalid("The body must be a JSON object.");
        }
        object.json.fieldNames().forEachRemaining(name -> {
            if (!members.contains(name)) {
                throw object.invalid(
                        "The members are: " + members.stream().sorted().collect(Collectors.joining(", ")) + ".");
            }
        });
        return object;
    }

    private static JsonNode parse(String text, String code) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            // The message of the library describes the library, not the text.
            throw invalid(code, "The body is not valid JSON.");
        }
    }

    boolean has(String member) {
        return json.has(member);
    }

    Optional<String> string(String member) {
        return json.has(member) ? Optional.of(text(json.get(member), member)) : Optional.empty();
    }

    /** Returns a member as text that is a string or a number. */
    Optional<String> scalar(String member) {
        JsonNode value = json.path(member);
        return value.isNumber() ? Optional.of(value.asText()) : string(member);
    }

    /** Returns the elements of an array; none if there is no such member. */
    Stream<JsonNode> elements(String member) {
        JsonNode list = json.path(member);
        if (!list.isMissingNode() && !list.isArray()) {
            throw invalid("The member " + member + " must be an array.");
        }
        return StreamSupport.stream(list.spliterator(), false);
    }

    String text(JsonNode value, String member) {
        if (!value.isTextual()) {
            throw invalid("The member " + member + " must consist of strings.");
        }
        return value.textValue();
    }

    RejectedException invalid(String detail) {
        return invalid(code, detail);
    }

    static RejectedException invalid(String code, String detail) {
        return new RejectedException(Rejected.of(Reason.INVALID_REQUEST, code, detail));
    }
}
