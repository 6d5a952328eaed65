package io.mtasts.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One line of cases.jsonl or more-cases.jsonl. */
public record Case(String id, String group, JsonNode given, JsonNode expect) {

    /** How a case says that this service cannot use IPv6. */
    static final String NO_ROUTE = "no route";

    private static final JsonMapper JSON = new JsonMapper();

    /** Read once, since every row of a table may be a run of its own. */
    private static final List<Case> ALL = Stream.of("/cases.jsonl", "/more-cases.jsonl")
            .flatMap(file -> read(file).stream())
            .toList();

    /** All of them, in the order of the files: those that are agreed on, then those that fill the gaps between them. */
    public static Stream<Case> all() {
        return ALL.stream();
    }

    private static List<Case> read(String file) {
        return lines(file)
                .map(json -> new Case(
                        json.get("id").asText(), json.get("group").asText(), json.get("given"), json.get("expect")))
                .toList();
    }

    static Stream<JsonNode> lines(String file) {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Case.class.getResourceAsStream(file), StandardCharsets.UTF_8))) {
            List<JsonNode> all = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                all.add(JSON.readTree(line));
            }
            return all.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is typed. */
    public String typed() {
        return given.path("domain").asText("example.com");
    }

    /** The domain that is really looked up. */
    public String domain() {
        return given.path("checks").asText(typed());
    }

    /** Whether the network plays a part, or the name is rejected before. */
    public boolean isRejected() {
        return expect.path("problem").asInt() == 400;
    }

    /** Whether the certificate or the handshake of the policy host is unusual. */
    public boolean isAboutTls() {
        JsonNode policy = given.path("policy");
        return policy.isTextual() || policy.has("cert") || policy.has("tls") || policy.has("alpn");
    }

    /** Whether it needs more than the network of this machine: certificates of mail servers, or a lack of IPv6. */
    public boolean isOnlyForTheCore() {
        return given.path("tlsa").findPath("certificate").isTextual()
                || given.path("policyHost").toString().contains(NO_ROUTE);
    }

    /** Whether each name server of the domain is queried. */
    public boolean comparesNameServers() {
        return given.has("replicas");
    }

    public Optional<String> verdict() {
        return Optional.ofNullable(expect.path("verdict").textValue());
    }

    public List<String> expectedFindings() {
        return texts(expect.path("findings"));
    }

    /** Returns the target of the alias at a name, without the root dot. */
    public Optional<String> cname(String name) {
        return Optional.ofNullable(given.path("cname").path(name + ".").textValue())
                .map(Case::withoutRoot);
    }

    public static String withoutRoot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /** The records of a TXT look-up, each a list of strings. */
    public static List<List<String>> records(JsonNode txt) {
        List<List<String>> records = new ArrayList<>();
        txt.forEach(record -> records.add(texts(record)));
        return records;
    }

    /** The body of the policy, which may be text, base64 or padding to a length. */
    public static byte[] body(JsonNode policy) {
        if (policy.has("bodyBase64")) {
            return Base64.getDecoder().decode(policy.get("bodyBase64").asText());
        }
        JsonNode body = policy.path("body");
        String text = body.isObject()
                ? body.get("prefix").asText()
                        + body.get("repeat")
                                .asText()
                                .repeat(body.get("to").asInt()
                                        - body.get("prefix").asText().length())
                : body.asText();
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    @Override
    public String toString() {
        return id;
    }
}
