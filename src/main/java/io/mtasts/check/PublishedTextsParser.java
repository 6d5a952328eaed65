package io.mtasts.check;

import com.fasterxml.jackson.databind.JsonNode;
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

    private static final String CODE = "texts-invalid";

    private PublishedTextsParser() {}

    /**
     * Parses a JSON object. A TXT record is a string, or an array of its strings.
     *
     * @throws RejectedException if the text is anything else
     */
    public static PublishedTexts ofJson(String text) {
        JsonMembers json = JsonMembers.parse(text, MEMBERS, CODE);
        return of(
                json.elements("txt").map(record -> txt(json, record)).toList(),
                json.has("txt"),
                json.string("policy"),
                json.string("contentType"),
                json.elements("mx").map(name -> json.text(name, "mx")).toList());
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

    private static String txt(JsonMembers json, JsonNode record) {
        return record.isArray()
                ? StreamSupport.stream(record.spliterator(), false)
                        .map(part -> json.text(part, "txt"))
                        .collect(Collectors.joining())
                : json.text(record, "txt");
    }

    private static RejectedException invalid(String detail) {
        return JsonMembers.invalid(CODE, detail);
    }
}
