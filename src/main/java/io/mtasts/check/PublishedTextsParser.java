package io.mtasts.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mtasts.check.CheckFailure.Reason;
import io.mtasts.check.CheckFailure.Rejected;
import io.mtasts.name.DomainName;
import io.mtasts.verdict.PublishedTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A parser for texts that are validated without a network. */
public final class PublishedTextsParser {

    /** The number of TXT records, and of mail servers. */
    private static final int MAX_COUNT = 100;

    private static final String PLAIN_TEXT = "text/plain";

    private static final Set<String> MEMBERS = Set.of("txt", "policy", "contentType", "mx");

    private static final JsonMapper JSON = new JsonMapper();

    private PublishedTextsParser() {}

    /**
     * Parses a JSON object. A TXT record is a string, or an array of its strings.
     *
     * @throws RejectedException if the text is anything else
     */
    public static PublishedTexts ofJson(String text) {
        JsonNode json = parse(text);
        if (!json.isObject()) {
            throw invalid("The body must be a JSON object.");
        }
        json.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                throw invalid("The members are: " + MEMBERS.stream().sorted().collect(Collectors.joining(", ")) + ".");
            }
        });
        return of(
                elements(json, "txt").map(PublishedTextsParser::txt).toList(),
                json.has("txt"),
                string(json, "policy"),
                string(json, "contentType"),
                elements(json, "mx").map(name -> text(name, "mx")).toList());
    }

    /**
     * Creates the texts of a form. A blank text was not entered.
     *
     * @param txt the TXT records, one on each line
     * @param mx the mail servers, separated by white space or commas
     * @throws RejectedException if there are too many
     */
    public static PublishedTexts ofForm(String txt, String policy, String contentType, String mx) {
        return of(
                txt.lines().filter(line -> !line.isBlank()).toList(),
                !txt.isBlank(),
                Optional.of(policy).filter(text -> !text.isBlank()),
                Optional.of(contentType).filter(text -> !text.isBlank()),
                Stream.of(mx.split("[\\s,]+")).filter(name -> !name.isEmpty()).toList());
    }

    private static PublishedTexts of(
            List<String> txt, boolean hasTxt, Optional<String> policy, Optional<String> contentType, List<String> mx) {
        if (txt.size() > MAX_COUNT || mx.size() > MAX_COUNT) {
            throw invalid("There may be at most " + MAX_COUNT + " TXT records, and as many mail servers.");
        }
        List<String> names = new ArrayList<>();
        mx.forEach(name ->
                names.add(DomainName.lowerCase(name.endsWith(".") ? name.substring(0, name.length() - 1) : name)));
        if (names.contains("")) {
            throw invalid("A mail server must have a name.");
        }
        return new PublishedTexts(
                hasTxt ? Optional.of(txt) : Optional.empty(),
                policy,
                Optional.of(contentType.orElse(PLAIN_TEXT)).filter(type -> !type.isEmpty()),
                names);
    }

    private static String txt(JsonNode record) {
        return record.isArray()
                ? StreamSupport.stream(record.spliterator(), false)
                        .map(part -> text(part, "txt"))
                        .collect(Collectors.joining())
                : text(record, "txt");
    }

    private static Stream<JsonNode> elements(JsonNode json, String member) {
        JsonNode list = json.path(member);
        if (!list.isMissingNode() && !list.isArray()) {
            throw invalid("The member " + member + " must be an array.");
        }
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static Optional<String> string(JsonNode json, String member) {
        return json.has(member) ? Optional.of(text(json.get(member), member)) : Optional.empty();
    }

    private static String text(JsonNode value, String member) {
        if (!value.isTextual()) {
            throw invalid("The member " + member + " must consist of strings.");
        }
        return value.textValue();
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            // The message of the library describes the library, not the text.
            throw invalid("The body is not valid JSON.");
        }
    }

    private static RejectedException invalid(String detail) {
        return new RejectedException(Rejected.of(Reason.INVALID_REQUEST, "texts-invalid", detail));
    }
}
