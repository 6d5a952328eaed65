package io.mtasts.sts;

import io.mtasts.finding.Correction;
import io.mtasts.finding.Correction.Change;
import io.mtasts.finding.Finding;
import io.mtasts.finding.FindingCode;
import io.mtasts.finding.Severity;
import io.mtasts.sts.RecordParseResult.Status;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A parser that finds the one MTA-STS record among the TXT records at _mta-sts. RFC 8461, 3.1. */
public final class StsRecordSelector {

    /** The first field of a record. */
    public static final String VERSION = "v=STSv1";

    private static final Pattern SPACE_BEFORE_SEMICOLON = Pattern.compile("(?s)" + VERSION + "[ \\t]+;.*");

    private final String name;
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> records = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private Status status = Status.ABSENT;
    private Optional<StsRecord> record = Optional.empty();

    private StsRecordSelector(String name) {
        this.name = name;
    }

    /**
     * Parses the TXT records. Never fails: all faults are findings.
     *
     * @param name the owner name of the records
     * @param texts the text of each record, its strings joined
     * @param newId an id that the domain has not used before, for records without a readable id
     */
    public static RecordParseResult read(String name, List<String> texts, String newId) {
        StsRecordSelector selector = new StsRecordSelector(name);
        selector.discardThenCount(texts);
        Optional<Correction> correction = selector.correct(newId);
        String newRecord = selector.status == Status.ABSENT ? new StsRecord(newId).toString() : "";
        String corrected = correction.map(Correction::corrected).orElse(newRecord);
        List<Finding> advised = selector.findings.stream()
                .map(finding -> finding.code().suggestsText() ? finding.withSuggestedText(corrected) : finding)
                .toList();
        return new RecordParseResult(selector.status, selector.record, advised, correction);
    }

    /** Returns whether a text, found at any name, is an MTA-STS record. */
    public static boolean isRecord(String text) {
        return text.startsWith(VERSION + ";");
    }

    private void discardThenCount(List<String> texts) {
        for (String text : texts) {
            (isCandidate(text, texts.size()) ? records : others).add(text);
        }
        if (records.isEmpty()) {
            readMisspelled();
            return;
        }
        if (!others.isEmpty()) {
            findings.add(otherRecords());
        }
        if (records.size() > 1) {
            findings.add(StsRecordFinding.TXT_MULTIPLE.about(name).withEvidence(Integer.toString(records.size())));
            status = Status.MULTIPLE;
            return;
        }
        record = new StsRecordParser(name, findings).read(records.get(0));
        status = record.isPresent() ? Status.VALID : Status.INVALID;
    }

    /**
     * Returns whether the text is counted as a record.
     *
     * <p>The ABNF allows white space before the first semicolon. The prose discards what does not begin with "v=STSv1;", but
     * only if there are several TXT records. A version alone is a record without fields.
     */
    private static boolean isCandidate(String text, int count) {
        return isRecord(text)
                || count == 1
                        && (SPACE_BEFORE_SEMICOLON.matcher(text).matches()
                                || text.stripTrailing().equals(VERSION));
    }

    /** Nothing is left after discarding: looks for attempts at a record among the discarded texts. */
    private void readMisspelled() {
        for (String text : List.copyOf(others)) {
            List<Finding> faults = MisspelledStsVersions.of(text, name);
            if (!faults.isEmpty()) {
                findings.addAll(faults);
                records.add(text);
                others.remove(text);
            }
        }
        if (!records.isEmpty()) {
            status = Status.INVALID;
            if (!others.isEmpty()) {
                findings.add(otherRecords());
            }
            return;
        }
        findings.add(StsRecordFinding.TXT_ABSENT.about(name));
        if (!others.isEmpty()) {
            findings.add(StsRecordFinding.TXT_UNRELATED.about(name).withEvidence(list(others)));
        }
    }

    private Finding otherRecords() {
        return StsRecordFinding.TXT_OTHER_RECORDS.about(name).withEvidence(list(others));
    }

    private static String list(List<String> texts) {
        return texts.stream().map(text -> text.isEmpty() ? "(empty)" : text).collect(Collectors.joining(" | "));
    }

    /** Returns the record with all repairs, if it differs and its parser finds nothing new in it except information. */
    private Optional<Correction> correct(String newId) {
        Optional<Finding> first = findings.stream()
                .filter(finding -> finding.code().suggestsText())
                .findFirst();
        List<StsRecordRepair> repairs = records.stream()
                .map(StsRecordRepair::of)
                .flatMap(Optional::stream)
                .toList();
        if (records.isEmpty() || first.isEmpty() || repairs.size() < records.size()) {
            return Optional.empty();
        }
        String corrected = StsRecordRepair.merge(repairs, newId);
        List<Finding> remaining = new ArrayList<>();
        Optional<StsRecord> intended = new StsRecordParser(name, remaining).read(corrected);
        Set<FindingCode> known = findings.stream().map(Finding::code).collect(Collectors.toCollection(HashSet::new));
        remaining.removeIf(finding -> known.contains(finding.code()));
        if (intended.isEmpty() || remaining.stream().anyMatch(finding -> finding.severity() != Severity.INFO)) {
            return Optional.empty();
        }
        List<Change> changes =
                changes(repairs, intended.get().id(), corrected, first.get().code());
        remaining.forEach(finding -> findings.add(finding.code().about(name).withEvidence(finding.evidence())));
        return Optional.of(
                new Correction(name, Correction.Type.TXT, String.join("\n", records), corrected, changes, List.of()));
    }

    private List<Change> changes(List<StsRecordRepair> repairs, String id, String corrected, FindingCode first) {
        List<Change> changes = new ArrayList<>();
        repairs.get(0).edits(id).forEach(edit -> changes.add(new Change(code(edit, first), edit.from(), edit.to())));
        records.subList(1, records.size()).forEach(surplus -> changes.add(new Change(first, surplus, "")));
        // White space is no part of any field.
        return changes.isEmpty() ? List.of(new Change(first, records.get(0), corrected)) : changes;
    }

    /** Returns the code of the finding about a part: the one whose evidence is in it, or the part in the evidence. */
    private FindingCode code(StsRecordRepair.Edit edit, FindingCode first) {
        if (edit.from().isEmpty() && edit.to().startsWith("id=")) {
            return StsRecordFinding.TXT_ID_MISSING;
        }
        return findings.stream()
                .filter(finding -> finding.code().suggestsText())
                .filter(finding -> Stream.of(finding.evidence())
                        .filter(text -> !text.isBlank())
                        .anyMatch(text -> edit.from().contains(text) || text.contains(edit.from())))
                .map(Finding::code)
                .findFirst()
                .orElse(first);
    }
}
