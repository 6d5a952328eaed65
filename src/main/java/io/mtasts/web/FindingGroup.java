package io.mtasts.web;

import io.mtasts.document.CorrectionDocument;
import io.mtasts.document.FindingDocument;
import io.mtasts.finding.FindingCode;
import io.mtasts.verdict.MxFinding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Findings that differ only in their subject, shown as one.
 *
 * @param finding the first of them
 * @param otherSubjects the subjects of the others
 * @param publish the lines to publish for all of them, unless the corrected text contains them
 * @param corrections the corrected text that resolves the finding, if there is one
 */
record FindingGroup(
        FindingDocument finding,
        List<String> otherSubjects,
        List<String> publish,
        List<CorrectionDocument> corrections) {

    private static final Set<FindingCode> GROUPED_CODES = Set.of(
            MxFinding.MX_UNCOVERED_SOME,
            MxFinding.MX_TARGET_UNRESOLVABLE,
            MxFinding.MX_PATTERN_UNUSED,
            MxFinding.MX_PATTERN_WILDCARD);

    /** Groups the findings, in the order of the first finding of each group. */
    static List<FindingGroup> of(Stream<FindingDocument> findings, List<CorrectionDocument> corrections) {
        Map<Object, List<FindingDocument>> groups = new LinkedHashMap<>();
        findings.forEach(finding -> groups.computeIfAbsent(
                        GROUPED_CODES.contains(finding.code()) ? finding.code() : finding, key -> new ArrayList<>())
                .add(finding));
        return groups.values().stream().map(group -> of(group, corrections)).toList();
    }

    private static FindingGroup of(List<FindingDocument> findings, List<CorrectionDocument> corrections) {
        FindingDocument first = findings.get(0);
        Optional<CorrectionDocument> correction = corrections.stream()
                .filter(candidate -> candidate.changes().stream().anyMatch(change -> change.code() == first.code())
                        || candidate.corrected().equals(first.publish()))
                .findFirst();
        List<String> publish = findings.stream()
                .flatMap(finding -> Stream.ofNullable(finding.publish()))
                .filter(text -> correction
                        .filter(found -> found.corrected().equals(text))
                        .isEmpty())
                .flatMap(String::lines)
                .toList();
        return new FindingGroup(
                first,
                findings.stream().skip(1).map(FindingDocument::subject).toList(),
                publish,
                correction.map(List::of).orElse(List.of()));
    }
}
