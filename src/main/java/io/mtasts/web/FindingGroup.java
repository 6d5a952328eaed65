package io.mtasts.web;

import io.mtasts.document.FindingDocument;
import io.mtasts.finding.FindingCode;
import io.mtasts.verdict.MxFinding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Findings that differ only in their subject, shown as one.
 *
 * @param finding the first of them
 * @param otherSubjects the subjects of the others
 * @param publish the lines to publish for all of them
 */
record FindingGroup(FindingDocument finding, List<String> otherSubjects, List<String> publish) {

    private static final Set<FindingCode> GROUPED_CODES = Set.of(
            MxFinding.MX_UNCOVERED_SOME,
            MxFinding.MX_TARGET_UNRESOLVABLE,
            MxFinding.MX_PATTERN_UNUSED,
            MxFinding.MX_PATTERN_WILDCARD);

    /** Groups the findings, in the order of the first finding of each group. */
    static List<FindingGroup> of(Stream<FindingDocument> findings) {
        Map<Object, List<FindingDocument>> groups = new LinkedHashMap<>();
        findings.forEach(finding -> groups.computeIfAbsent(
                        GROUPED_CODES.contains(finding.code()) ? finding.code() : finding, key -> new ArrayList<>())
                .add(finding));
        return groups.values().stream().map(FindingGroup::of).toList();
    }

    private static FindingGroup of(List<FindingDocument> findings) {
        return new FindingGroup(
                findings.get(0),
                findings.stream().skip(1).map(FindingDocument::subject).toList(),
                findings.stream()
                        .flatMap(finding -> Stream.ofNullable(finding.publish()))
                        .flatMap(String::lines)
                        .toList());
    }
}
