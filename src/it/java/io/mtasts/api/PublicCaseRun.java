package io.mtasts.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mtasts.cases.Case;
import io.mtasts.cases.PublicCase;
import io.mtasts.lab.CaseStager;
import io.mtasts.lab.Laboratory;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** One public case over the network: stages it, sends its request and compares the response with what it expects. */
final class PublicCaseRun {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SEVERITIES = List.of("ok", "info", "warning", "error", "critical");
    private static final String CHECK = "/api/v1/mta-sts/{domain}";

    /** Members of documents whose values are for people. */
    private static final List<String> FOR_PEOPLE =
            List.of("message", "remedy", "summary", "title", "detail", "evidence", "suggestion", "instruction");

    private static final List<String> OFFERED = List.of("publish", "corrected");

    private final PublicCase publicCase;
    private final Response response;
    private final JsonNode document;

    private PublicCaseRun(PublicCase publicCase, Response response) throws IOException {
        this.publicCase = publicCase;
        this.response = response;
        this.document = JSON.readTree(response.asByteArray());
    }

    static void run(Laboratory lab, PublicCase publicCase) throws IOException {
        CaseStager.stage(lab, publicCase.staged());
        new PublicCaseRun(publicCase, send(publicCase)).check();
    }

    private static Response send(PublicCase publicCase) {
        RequestSpecification request = given().urlEncodingEnabled(true);
        String domain = publicCase.typed();
        JsonNode given = publicCase.given();
        return switch (publicCase.endpoint()) {
            case "mta-sts" -> request.get(CHECK, domain);
            case "dmarc", "mx", "tls-rpt" -> request.get("/api/v1/" + publicCase.endpoint() + "/{domain}", domain);
            case "preview" ->
                request.contentType("text/plain").body(publicCase.proposed()).post(CHECK + "/preview", domain);
            case "setup" -> request.get(CHECK + "/setup" + given.path("query").asText(), domain);
            case "tlsrpt-setup" ->
                request.queryParam("rua", Case.texts(given.path("rua"))).get("/api/v1/tls-rpt/{domain}/setup", domain);
            case "request" -> request(request, given.get("request"));
            default -> throw new IllegalArgumentException(publicCase.endpoint());
        };
    }

    /** Method, path, content type and body; {@code a*3} is a body of so many letters. */
    private static Response request(RequestSpecification request, JsonNode words) {
        if (words.get(2).isTextual()) {
            String[] body = words.get(3).asText().split("\\*", 2);
            request.contentType(words.get(2).asText())
                    .body(body.length == 2 ? body[0].repeat(Integer.parseInt(body[1])) : body[0]);
        }
        return request.request(words.get(0).asText(), words.get(1).asText());
    }

    private void check() {
        assertThat(response.statusCode()).isNotEqualTo(500);
        for (Map.Entry<String, JsonNode> expected : publicCase.expect().properties()) {
            check(expected.getKey(), expected.getValue());
        }
    }

    private void check(String member, JsonNode expected) {
        switch (member) {
            case "problem", "anyStatus" ->
                assertThat(texts(expected)).contains(Integer.toString(response.statusCode()));
            case "verdict", "anyVerdict" -> assertThat(texts(expected)).contains(text("/verdict"));
            case "severity" -> assertThat(texts(expected)).contains(text("/severity"));
            case "min" -> assertThat(SEVERITIES.indexOf(text("/severity"))).isGreaterThanOrEqualTo(severity(expected));
            case "max" ->
                assertThat(SEVERITIES.indexOf(text("/severity"))).isBetween(0, SEVERITIES.indexOf(expected.asText()));
            case "findings" ->
                texts(expected).forEach(code -> assertThat(codes()).contains(code));
            case "absent" -> texts(expected).forEach(code -> assertThat(codes()).doesNotContain(code));
            case "doc" ->
                expected.properties()
                        .forEach(path -> assertThat(text("/" + path.getKey().replace('.', '/')))
                                .isEqualTo(path.getValue().asText()));
            case "says" ->
                texts(expected).forEach(text -> assertThat(forPeople()).anySatisfy(contains(text)));
            case "saysNot" ->
                texts(expected).forEach(text -> assertThat(shownTexts()).noneSatisfy(contains(text)));
            case "publish" -> assertThat(values(OFFERED)).containsAll(texts(expected));
            case "whole", "documentMentions" ->
                texts(expected).forEach(text -> assertThat(allTexts()).anySatisfy(contains(text)));
            case "wholeNot" ->
                texts(expected).forEach(text -> assertThat(allTexts()).noneSatisfy(contains(text)));
            case "messageLacks" -> assertThat(values(List.of("message"))).noneSatisfy(contains(expected.asText()));
            case "summaryLacks" -> assertThat(text("/summary")).isNotEmpty().doesNotContain(expected.asText());
            case "remedyMentions" ->
                expected.properties()
                        .forEach(code -> assertThat(remedies(code.getKey()))
                                .anySatisfy(contains(code.getValue().asText())));
            case "remedyLacks" ->
                expected.properties()
                        .forEach(code -> assertThat(remedies(code.getKey()))
                                .isNotEmpty()
                                .noneSatisfy(contains(code.getValue().asText())));
            case "stepMentions" ->
                expected.properties()
                        .forEach(step -> assertThat(texts(steps(step.getKey())))
                                .anySatisfy(contains(step.getValue().asText())));
            case "waitAtLeast" -> assertThat(secondsBefore("remove-record")).isGreaterThanOrEqualTo(expected.asLong());
            case "order" ->
                assertThat(document.path("steps").findValuesAsText("kind")).containsSequence(texts(expected));
            case "mxHas" -> assertThat(texts(document.at("/policy/mx"))).containsAll(texts(expected));
            case "mxLacks" ->
                assertThat(texts(document.at("/policy/mx"))).isNotEmpty().doesNotContainAnyElementsOf(texts(expected));
            case "policyHas" -> assertThat(text("/policy/text").lines()).containsAll(texts(expected));
            case "recordMatches" -> assertThat(text("/record/text")).matches(Pattern.compile(expected.asText()));
            case "tlsRpt" -> assertThat(text("/tlsRpt/status")).isEqualTo(expected.asText());
            case "rua" -> assertThat(texts(document.at("/tlsRpt/rua"))).isEqualTo(texts(expected));
            case "coverage" -> assertThat(text("/coverage/status")).isEqualTo(expected.asText());
            case "policy" -> assertThat(texts(expected)).contains(text("/policy/applied"));
            case "at" -> assertThat(text("/policy/domain")).isEqualTo(expected.asText());
            case "tag" -> assertThat(text("/policy/tag")).isEqualTo(expected.asText());
            case "organization" -> assertThat(text("/organizationalDomain")).isEqualTo(expected.asText());
            case "destinations" ->
                expected.properties()
                        .forEach(host -> assertThat(authorizations(host.getKey()))
                                .containsOnly(host.getValue().asText()));
            case "domain" -> assertThat(text("/domain")).isEqualTo(expected.asText());
            case "text" -> assertThat(text("/text")).isEqualTo(expected.asText());
            case "title" -> assertThat(text("/title")).isEqualTo(expected.asText());
            case "allowHas" -> assertThat(response.header("Allow")).contains(expected.asText());
            default -> throw new IllegalArgumentException("no such expectation: " + member);
        }
    }

    private static Consumer<String> contains(String text) {
        return value -> assertThat(value).contains(text);
    }

    private static int severity(JsonNode word) {
        return SEVERITIES.indexOf(word.asText());
    }

    private String text(String path) {
        return document.at(path).asText();
    }

    /** A text, or a list of texts. */
    private static List<String> texts(JsonNode expected) {
        return expected.isArray() ? Case.texts(expected) : List.of(expected.asText());
    }

    private List<String> codes() {
        List<String> codes = new ArrayList<>(List.of(text("/code")));
        document.findValues("findings").forEach(findings -> codes.addAll(findings.findValuesAsText("code")));
        return codes;
    }

    private List<String> forPeople() {
        return values(FOR_PEOPLE);
    }

    private List<String> shownTexts() {
        List<String> shownTexts = new ArrayList<>(values(FOR_PEOPLE));
        shownTexts.addAll(values(OFFERED));
        return shownTexts;
    }

    private List<String> values(List<String> members) {
        return members.stream()
                .flatMap(member -> document.findValuesAsText(member).stream())
                .toList();
    }

    private List<String> allTexts() {
        return leaves(document);
    }

    private static List<String> leaves(JsonNode node) {
        List<String> leaves = new ArrayList<>();
        if (node.isValueNode()) {
            leaves.add(node.asText());
        }
        node.forEach(child -> leaves.addAll(leaves(child)));
        return leaves;
    }

    /** What a finding of this code says that is to be done, and the text that it offers. */
    private List<String> remedies(String code) {
        List<String> remedies = new ArrayList<>();
        for (JsonNode finding : document.findValue("findings")) {
            if (finding.path("code").asText().equals(code)) {
                remedies.add(finding.path("remedy").asText());
                remedies.add(finding.path("publish").asText());
            }
        }
        return remedies;
    }

    private List<JsonNode> steps(String kind) {
        List<JsonNode> steps = new ArrayList<>();
        for (JsonNode step : document.path("steps")) {
            if (step.path("kind").asText().equals(kind)) {
                steps.add(step);
            }
        }
        return steps;
    }

    private long secondsBefore(String kind) {
        assertThat(steps(kind)).isNotEmpty();
        long seconds = 0;
        for (JsonNode step : document.path("steps")) {
            if (step.path("kind").asText().equals(kind)) {
                break;
            }
            seconds += step.path("waitSeconds").asLong();
        }
        return seconds;
    }

    private static List<String> texts(List<JsonNode> nodes) {
        return nodes.stream().flatMap(node -> leaves(node).stream()).toList();
    }

    private List<String> authorizations(String host) {
        List<String> authorizations = new ArrayList<>();
        for (JsonNode destination : document.path("destinations")) {
            if (destination.path("host").asText().equals(host)) {
                authorizations.add(destination.path("authorization").asText());
            }
        }
        return authorizations;
    }
}
