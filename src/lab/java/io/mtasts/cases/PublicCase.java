package io.mtasts.cases;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A case from public reports (cases/field.jsonl) or from the text of the standards (cases/rfc.jsonl).
 *
 * <p>Both files leave out what is as usual. {@link #staged} adds it, so that
 * {@link io.mtasts.lab.CaseStager} interprets all case files alike.
 */
public record PublicCase(
        String id, String group, String endpoint, String typed, boolean starttls, JsonNode given, JsonNode expect) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final String RECORD = "v=STSv1; id=20260401T090000";
    private static final String POLICY =
            "version: STSv1\r\nmode: enforce\r\nmx: mx1.example.com\r\nmax_age: 1209600\r\n";

    /** The addresses of the files for which the laboratory has others. */
    private static final Map<String, String> POLICY_ADDRESSES = Map.of(
            "127.0.0.1", "PUBLIC4",
            "127.0.9.9", "REFUSED",
            "127.0.9.80", "PLAIN_HTTP",
            "127.0.9.112", "UNRECOGNIZED_NAME");

    private static final Map<String, String> MAIL_ADDRESSES = Map.of("127.0.0.1", "127.0.1.25");

    private static final List<PublicCase> ALL = Stream.of("/cases/field.jsonl", "/cases/rfc.jsonl")
            .flatMap(Case::lines)
            .map(PublicCase::read)
            .toList();

    /** Returns all cases in the order of the files. */
    public static Stream<PublicCase> all() {
        return ALL.stream();
    }

    private static PublicCase read(JsonNode json) {
        JsonNode given = json.path("given");
        String group = json.path("group").asText();
        String domain = given.path("domain").asText("example.com");
        return new PublicCase(
                json.get("id").asText(),
                group,
                json.path("endpoint").asText(endpoint(group, given)),
                json.path("ask").asText(domain),
                json.path("probe").asBoolean(),
                given,
                json.get("expect"));
    }

    private static String endpoint(String group, JsonNode given) {
        return given.has("request")
                ? "request"
                : given.has("preview") || given.has("proposed")
                        ? "preview"
                        : group.equals("dmarc") || group.equals("setup") || group.equals("tlsrpt-setup")
                                ? group
                                : "mta-sts";
    }

    /** Returns the policy to preview. */
    public String proposed() {
        return given.path(given.has("preview") ? "preview" : "proposed").asText();
    }

    /** Returns the set-up of the laboratory with all that the case leaves out. */
    public Map<String, Object> staged() {
        ObjectNode staged = given.deepCopy();
        if (endpoint.equals("dmarc")) {
            if (given.path("txt").isObject()) {
                staged.set("dmarc", staged.remove("txt"));
            }
        } else if (!group.equals("domain-input") && !given.has("request")) {
            addUsual(staged);
        }
        if (given.has("cnameChain")) {
            staged.set("cname", staged.remove("cnameChain"));
        }
        translate(staged.path("hosts"), MAIL_ADDRESSES);
        translate(staged.path("policyHost"), POLICY_ADDRESSES);
        staged.path("zone").forEach(types -> translate(types, MAIL_ADDRESSES));
        return JSON.convertValue(staged, new TypeReference<Map<String, Object>>() {});
    }

    private void addUsual(ObjectNode staged) {
        addIfAbsent(staged, "txt", NODES.arrayNode().add(NODES.arrayNode().add(RECORD)));
        addIfAbsent(
                staged, "mx", NODES.arrayNode().add(NODES.arrayNode().add(10).add("mx1.example.com.")));
        addIfAbsent(staged, "policy", NODES.objectNode().put("body", POLICY));
        if (endpoint.equals("tls-rpt")) {
            addIfAbsent(staged, "tlsrpt", NODES.textNode("NXDOMAIN"));
        }
        if (staged.get("policy") instanceof ObjectNode policy) {
            addIfAbsent(policy, "status", NODES.numberNode(200));
            if (!policy.path("headers").has("content-type") && !policy.has("raw")) {
                addIfAbsent(policy, "contentType", NODES.textNode("text/plain"));
            }
        }
    }

    private static void addIfAbsent(ObjectNode object, String member, JsonNode value) {
        if (!object.has(member)) {
            object.set(member, value);
        }
    }

    private static void translate(JsonNode names, Map<String, String> addresses) {
        for (Map.Entry<String, JsonNode> name : names.properties()) {
            if (name.getValue() instanceof ArrayNode list) {
                for (int i = 0; i < list.size(); i++) {
                    String address = list.get(i).asText();
                    if (list.get(i).isTextual() && addresses.containsKey(address)) {
                        list.set(i, NODES.textNode(addresses.get(address)));
                    }
                }
            }
        }
    }

    @Override
    public String toString() {
        return id;
    }
}
