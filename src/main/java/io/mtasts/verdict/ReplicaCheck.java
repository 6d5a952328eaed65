package io.mtasts.verdict;

import static io.mtasts.sts.StsRecordFinding.TXT_SERVERS_DIFFER;
import static io.mtasts.sts.StsRecordFinding.TXT_SERVER_FAILED;

import io.mtasts.finding.Finding;
import io.mtasts.finding.Severity;
import io.mtasts.sts.StsRecordSelector;
import io.mtasts.text.DisplayText;
import io.mtasts.text.ListSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A comparison of what the name servers say about the record. Which of them a sender's resolver queries is chance. */
final class ReplicaCheck {

    private ReplicaCheck() {}

    /**
     * Returns the findings about name servers that differ, and about those without a usable response.
     *
     * @param newId an id that the domain has not used before
     */
    static List<Finding> findings(Replicas replicas, String newId) {
        List<Finding> findings = new ArrayList<>();
        replicas.answersByName().forEach((name, answers) -> {
            if (Replicas.isDifferent(answers)) {
                findings.add(differing(name, answers, newId));
            }
        });
        findings.addAll(failed(replicas));
        return findings;
    }

    /** If some servers have no valid record, some senders do not look for the policy. Otherwise only the id differs. */
    private static Finding differing(String name, List<ReplicaLookup> answers, String newId) {
        Map<Object, List<ReplicaLookup>> byContent = answers.stream()
                .collect(Collectors.groupingBy(ReplicaLookup::content, LinkedHashMap::new, Collectors.toList()));
        boolean matters = answers.stream()
                        .map(answer -> hasRecord(answer, newId))
                        .distinct()
                        .count()
                > 1;
        return TXT_SERVERS_DIFFER
                .about(name)
                .withEvidence(byContent.values().stream()
                        .map(same -> servers(same) + ": " + describe(same.get(0)))
                        .collect(Collectors.joining("; ")))
                .withSeverity(matters ? Severity.ERROR : Severity.WARNING);
    }

    /** Returns whether a sender finds a valid record. It follows an alias, whose target is compared by itself. */
    private static boolean hasRecord(ReplicaLookup answer, String newId) {
        return answer.alias().isPresent()
                || StsRecordSelector.read(answer.name(), answer.texts(), newId)
                        .record()
                        .isPresent();
    }

    private static String describe(ReplicaLookup answer) {
        Optional<String> alias = answer.alias();
        if (alias.isPresent()) {
            return "an alias of " + alias.get();
        }
        return answer.texts().isEmpty()
                ? "no TXT record"
                : ListSummary.summarize(
                        answer.texts().stream().map(DisplayText::abbreviate).toList());
    }

    private static String servers(List<ReplicaLookup> answers) {
        return ListSummary.summarize(
                answers.stream().map(ReplicaLookup::server).distinct().toList());
    }

    /** Returns one finding for each server, with the addresses at which it fails. */
    private static List<Finding> failed(Replicas replicas) {
        Map<String, List<ReplicaLookup>> failures = replicas.lookups().stream()
                .filter(lookup -> isFault(lookup.status()))
                .collect(Collectors.groupingBy(ReplicaLookup::server, LinkedHashMap::new, Collectors.toList()));
        return failures.entrySet().stream()
                .map(server -> TXT_SERVER_FAILED
                        .about(server.getKey())
                        .withEvidence(server.getValue().stream()
                                .map(ReplicaCheck::fault)
                                .distinct()
                                .collect(Collectors.joining("; ")))
                        .asTransient(server.getValue().stream()
                                .allMatch(lookup -> lookup.status() == ReplicaLookup.Status.SILENT)))
                .toList();
    }

    private static boolean isFault(ReplicaLookup.Status status) {
        return switch (status) {
            case LAME, SILENT, NO_ADDRESS -> true;
            case ANSWERED, NOT_QUERIED -> false;
        };
    }

    private static String fault(ReplicaLookup lookup) {
        return lookup.address()
                .map(address -> address.getHostAddress() + ": " + lookup.failure())
                .orElse(lookup.failure());
    }
}
