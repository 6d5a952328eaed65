package io.mtasts.web;

import io.mtasts.document.ReportDocument.FindingDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Findings that differ only in what they are about, told together: one finding, and the subjects of the others. */
record FindingGroup(FindingDocument finding, List<String> others, List<String> publish) {

    private static final Set<String> CODES =
            Set.of("mx-uncovered-some", "mx-target-unresolvable", "mx-pattern-unused", "mx-pattern-wildcard");

    /** In the order of the first of each. */
    static List<FindingGroup> of(Stream<FindingDocument> findings) {
        Map<Object, List<FindingDocument>> alike = new LinkedHashMap<>();
        findings.forEach(finding -> alike.computeIfAbsent(
                        CODES.contains(finding.code()) ? finding.code() : finding, key -> new ArrayList<>())
                .add(finding));
        return alike.values().stream().map(FindingGroup::told).toList();
    }

    private static FindingGroup told(List<FindingDocument> findings) {
        return new FindingGroup(
                findings.get(0),
                findings.stream().skip(1).map(FindingDocument::subject).toList(),
                findings.stream()
                        .flatMap(finding -> Stream.ofNullable(finding.publish()))
                        .flatMap(String::lines)
                        .toList());
    }
}
