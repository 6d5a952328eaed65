package io.mtasts.queue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * The part of a verdict whose changes matter: what remains if times, durations and texts for people are left out.
 *
 * @param mail what happens to mail, empty if it was not checked
 * @param recordId the id of the record, empty if there is none
 * @param policyMode the mode of the policy, empty if there is none or it was not checked
 * @param findings the codes of the findings, sorted, each once
 */
@RegisterForReflection // written as JSON outside of a resource
record VerdictState(
        String verdict, String severity, String mail, String recordId, String policyMode, List<String> findings) {

    private static final String NOT_CONFIGURED = "not-configured";

    /** The state of all domains without MTA-STS, and of domains that were never checked. It is never remembered. */
    static final VerdictState ABSENT = new VerdictState(NOT_CONFIGURED, "", "", "", "", List.of());

    VerdictState {
        findings = List.copyOf(findings);
    }

    /** Returns the state that a document describes. All states of a domain without MTA-STS are the same. */
    static VerdictState of(JsonNode document) {
        String verdict = document.path("verdict").asText("");
        if (verdict.isEmpty() || verdict.equals(NOT_CONFIGURED)) {
            return ABSENT;
        }
        TreeSet<String> codes = new TreeSet<>();
        document.path("findings").forEach(finding -> codes.add(word(finding.path("code"))));
        return new VerdictState(
                verdict.intern(),
                word(document.path("severity")),
                word(document.path("mail")),
                document.path("record").path("id").asText(""),
                word(document.path("policy").path("mode")),
                List.copyOf(codes));
    }

    /** Returns one of a few words, which all states share. */
    private static String word(JsonNode text) {
        return text.asText("").intern();
    }

    boolean isAbsent() {
        return equals(ABSENT);
    }

    /** Returns the names of the members that differ, in the order of documents. */
    List<String> diff(VerdictState other) {
        List<String> members = new ArrayList<>();
        add(members, "verdict", verdict, other.verdict);
        add(members, "severity", severity, other.severity);
        add(members, "mail", mail, other.mail);
        add(members, "recordId", recordId, other.recordId);
        add(members, "policyMode", policyMode, other.policyMode);
        add(members, "findings", findings, other.findings);
        return members;
    }

    private static void add(List<String> members, String name, Object before, Object after) {
        if (!Objects.equals(before, after)) {
            members.add(name);
        }
    }
}
