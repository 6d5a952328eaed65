package io.mtasts.cases;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.Lookup.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One line of dmarc-cases.jsonl: the DNS records, and the expected report. */
public record DmarcCase(String id, JsonNode given, JsonNode expect) {

    private static final JsonMapper JSON = new JsonMapper();

    private static final List<DmarcCase> ALL = Case.lines("/dmarc-cases.jsonl")
            .map(json -> new DmarcCase(json.get("id").asText(), json.get("given"), json.get("expect")))
            .toList();

    public static Stream<DmarcCase> all() {
        return ALL.stream();
    }

    /** What is typed. */
    public String typed() {
        return given.path("domain").asText("example.com");
    }

    /** The domain that is really looked up. */
    public String domain() {
        return given.path("checks").asText(typed());
    }

    /** Returns whether the domain exists, with any records. */
    public boolean exists() {
        return given.path("exists").asBoolean(true);
    }

    public Optional<String> expected(String member) {
        return Optional.ofNullable(expect.get(member)).map(JsonNode::asText);
    }

    public Set<String> findings() {
        return new TreeSet<>(Case.texts(expect.path("findings")));
    }

    /** Returns the set-up of the laboratory, in which the records of DMARC have a member of their own. */
    public Map<String, Object> staged() {
        ObjectNode staged = given.deepCopy();
        staged.set("dmarc", staged.remove("txt"));
        return JSON.convertValue(staged, new TypeReference<Map<String, Object>>() {});
    }

    /** As a resolver answers. */
    public Lookup<String> txt(String name) {
        Optional<String> alias =
                Optional.ofNullable(given.path("cname").path(name).textValue());
        String end = alias.orElse(name);
        JsonNode records = given.path("txt").path(end);
        Outcome outcome = records.isArray() ? Outcome.FOUND : outcome(end, records.asText());
        return new Lookup<>(name, outcome, texts(records), alias.stream().toList());
    }

    private Outcome outcome(String name, String failure) {
        return switch (failure) {
            case "" -> name.length() > 253 ? Outcome.NAME_TOO_LONG : there(name) ? Outcome.NO_DATA : Outcome.NX_DOMAIN;
            case "NODATA" -> Outcome.NO_DATA;
            case "SERVFAIL" -> Outcome.SERVER_FAILURE;
            default -> Outcome.valueOf(failure);
        };
    }

    /** A name exists if there is a record at it or below it. RFC 8020, 2. */
    private boolean there(String name) {
        List<String> names = new ArrayList<>();
        given.path("txt").fieldNames().forEachRemaining(names::add);
        given.path("cname").fieldNames().forEachRemaining(names::add);
        if (exists()) {
            names.add(domain());
        }
        return names.stream().anyMatch(other -> other.equals(name) || other.endsWith("." + name));
    }

    /** Each is a text, or the list of its strings. */
    private static List<String> texts(JsonNode records) {
        List<String> texts = new ArrayList<>();
        if (records.isArray()) {
            records.forEach(
                    record -> texts.add(record.isArray() ? String.join("", Case.texts(record)) : record.asText()));
        }
        return texts;
    }

    @Override
    public String toString() {
        return id;
    }
}
