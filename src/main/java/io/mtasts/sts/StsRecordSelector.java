package io.mtasts.sts;

import io.mtasts.finding.Finding;
import io.mtasts.sts.RecordParseResult.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the one MTA-STS record among the TXT records at _mta-sts and reads it. RFC 8461, 3.1. */
public final class StsRecordSelector {

    static final String VERSION = "v=STSv1";

    private static final Pattern SPACE_BEFORE_SEMICOLON = Pattern.compile("(?s)" + VERSION + "[ \\t]+;.*");

    private StsRecordSelector() {}

    /**
     * What the records amount to.
     *
     * @param name the name at which they stand
     * @param texts each record's strings, joined
     * @param freshId an id that is surely new, for the texts to publish
     */
    public static RecordParseResult read(String name, List<String> texts, String freshId) {
        String publish = new StsRecord(freshId).toString();
        RecordParseResult reading = discardThenCount(name, texts);
        List<Finding> findings = reading.findings().stream()
                .map(finding -> finding.code().suggestsText() ? finding.withSuggestedText(publish) : finding)
                .toList();
        return new RecordParseResult(reading.status(), reading.record(), findings);
    }

    /** Whether a text found at some other name is an MTA-STS record. */
    public static boolean isRecord(String text) {
        return text.startsWith(VERSION + ";");
    }

    private static RecordParseResult discardThenCount(String name, List<String> texts) {
        List<Finding> findings = new ArrayList<>();
        List<String> records = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String text : texts) {
            (isCandidate(text, texts.size()) ? records : others).add(text);
        }
        if (records.isEmpty()) {
            return readNearMisses(name, others);
        }
        if (!others.isEmpty()) {
            findings.add(otherRecords(name, others));
        }
        if (records.size() > 1) {
            findings.add(StsRecordFinding.TXT_MULTIPLE.about(name).withEvidence(Integer.toString(records.size())));
            return new RecordParseResult(Status.MULTIPLE, Optional.empty(), findings);
        }
        Optional<StsRecord> record = new StsRecordParser(name, findings).read(records.get(0));
        return new RecordParseResult(record.isPresent() ? Status.VALID : Status.INVALID, record, findings);
    }

    /**
     * The ABNF allows white space before the first semicolon; the prose discards what does not begin with "v=STSv1;",
     * but only where several records came back. A lone version is a record without fields.
     */
    private static boolean isCandidate(String text, int all) {
        return isRecord(text)
                || all == 1
                        && (SPACE_BEFORE_SEMICOLON.matcher(text).matches()
                                || text.stripTrailing().equals(VERSION));
    }

    /** Nothing is left after discarding: was any of the discarded texts meant to be the record? */
    private static RecordParseResult readNearMisses(String name, List<String> texts) {
        List<Finding> findings = new ArrayList<>();
        List<String> unrelated = new ArrayList<>();
        for (String text : texts) {
            List<Finding> misses = MisspelledStsVersion.of(text, name);
            findings.addAll(misses);
            if (misses.isEmpty()) {
                unrelated.add(text);
            }
        }
        boolean meant = !findings.isEmpty();
        if (!meant) {
            findings.add(StsRecordFinding.TXT_ABSENT.about(name));
        }
        if (!unrelated.isEmpty()) {
            findings.add(
                    meant
                            ? otherRecords(name, unrelated)
                            : StsRecordFinding.TXT_UNRELATED.about(name).withEvidence(list(unrelated)));
        }
        return new RecordParseResult(meant ? Status.INVALID : Status.ABSENT, Optional.empty(), findings);
    }

    private static Finding otherRecords(String name, List<String> others) {
        return StsRecordFinding.TXT_OTHER_RECORDS.about(name).withEvidence(list(others));
    }

    private static String list(List<String> texts) {
        return texts.stream()
                .map(text -> text.isEmpty() ? "an empty one" : text)
                .collect(Collectors.joining(" | "));
    }
}
