package io.mtasts.web;

import io.mtasts.document.CorrectionDocument;
import io.mtasts.document.FindingDocument;
import io.mtasts.finding.FindingCode;
import io.mtasts.finding.Severity;
import io.mtasts.sts.StsRecordFinding;
import io.mtasts.verdict.MxFinding;
import java.util.ArrayList;
import java.util.Comparator;
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
 * @param publish the lines to publish for all of them, unless a corrected text contains them
 * @param texts the corrected texts that are part of the finding, in the order in which to publish them
 * @param links the corrected texts that resolve the finding and are shown elsewhere
 */
record FindingGroup(
        FindingDocument finding,
        List<String> otherSubjects,
        List<String> publish,
        List<CorrectionDocument> texts,
        List<CorrectionDocument> links) {

    private static final Set<FindingCode> GROUPED_CODES = Set.of(
            MxFinding.MX_UNCOVERED_SOME,
            MxFinding.MX_TARGET_UNRESOLVABLE,
            MxFinding.MX_PATTERN_UNUSED,
            MxFinding.MX_PATTERN_WILDCARD);

    /** The policy first, since its record announces it. */
    static final Comparator<CorrectionDocument> PUBLISHING_ORDER =
            Comparator.comparing(correction -> !isPolicy(correction));

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
        List<CorrectionDocument> resolving = corrections.stream()
                .filter(correction -> resolves(correction, first.code())
                        || correction.corrected().equals(first.publish()))
                .toList();
        List<String> publish = findings.stream()
                .flatMap(finding -> Stream.ofNullable(finding.publish()))
                .filter(text -> resolving.stream()
                        .noneMatch(correction -> correction.corrected().equals(text)))
                .flatMap(String::lines)
                .toList();
        return new FindingGroup(
                first, findings.stream().skip(1).map(FindingDocument::subject).toList(), publish, List.of(), resolving);
    }

    /**
     * Returns the group with the corrected texts that resolve it: the policy first, then the record with its new id.
     *
     * @param remaining the texts that are not shown yet, from which the texts of this group are removed
     */
    FindingGroup withTexts(List<CorrectionDocument> remaining) {
        if (finding.severity().compareTo(Severity.ERROR) < 0) {
            return this;
        }
        boolean ofPolicy = links.stream().anyMatch(FindingGroup::isPolicy);
        List<CorrectionDocument> own = remaining.stream()
                .filter(correction ->
                        links.contains(correction) || ofPolicy && resolves(correction, StsRecordFinding.TXT_ID_STALE))
                .sorted(PUBLISHING_ORDER)
                .toList();
        remaining.removeAll(own);
        return new FindingGroup(
                finding,
                otherSubjects,
                publish.stream()
                        .filter(line -> own.stream()
                                .noneMatch(correction ->
                                        correction.corrected().lines().anyMatch(line::equals)))
                        .toList(),
                own,
                links.stream().filter(correction -> !own.contains(correction)).toList());
    }

    private static boolean isPolicy(CorrectionDocument correction) {
        return correction.type() == CorrectionDocument.TextType.POLICY;
    }

    private static boolean resolves(CorrectionDocument correction, FindingCode code) {
        return correction.changes().stream().anyMatch(change -> change.code() == code);
    }
}
