package io.mtasts.dmarc;

import static io.mtasts.dmarc.DmarcFinding.DMARC_MULTIPLE;
import static io.mtasts.dmarc.DmarcFinding.DMARC_OTHER_RECORDS;
import static io.mtasts.dmarc.DmarcFinding.DMARC_P_MISSING;
import static io.mtasts.dmarc.DmarcFinding.DMARC_UNKNOWN_TAG;
import static io.mtasts.dmarc.DmarcFinding.DMARC_UNRELATED;
import static io.mtasts.dmarc.DmarcFinding.DMARC_VERSION_KEY_CASE;

import io.mtasts.dmarc.DmarcParseResult.Status;
import io.mtasts.finding.Correction;
import io.mtasts.finding.Finding;
import io.mtasts.finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A selector for the one DMARC record among the TXT records at a _dmarc name. RFC 9989, 4.7, 4.10. */
public final class DmarcRecordSelector {

    private static final Pattern DMARC_VERSION =
            Pattern.compile("([vV][ \\t]*=[ \\t]*DMARC1)[ \\t]*(?:;.*)?", Pattern.DOTALL);

    private static final String MISSPELLED_TAG =
            "Receivers ignore the tag, and its name is probably misspelled. Correct the name: {publish}";

    private DmarcRecordSelector() {}

    /**
     * Parses the records at one name.
     *
     * @param name the owner name of the records
     * @param texts the text of each record, its strings joined
     */
    public static DmarcParseResult read(String name, List<String> texts) {
        List<Finding> findings = new ArrayList<>();
        List<String> records = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String text : texts) {
            (isRecord(text) ? records : others).add(text);
        }
        if (records.isEmpty()) {
            return readNearMisses(name, others);
        }
        if (!others.isEmpty()) {
            findings.add(DMARC_OTHER_RECORDS.about(name).withEvidence(String.join(" | ", others)));
        }
        if (records.size() > 1) {
            findings.add(DMARC_MULTIPLE.about(name).withEvidence(Integer.toString(records.size())));
            return corrected(name, Status.MULTIPLE, Optional.empty(), records, findings);
        }
        DmarcRecordParser.Result result = DmarcRecordParser.read(name, records.get(0));
        versionFault(name, result).ifPresent(findings::add);
        findings.addAll(result.findings());
        Status status = result.record().valid() ? Status.VALID : Status.INVALID;
        return corrected(name, status, Optional.of(result.record()), records, findings);
    }

    /** Returns the result with the one correction of the texts, and that text in all findings that it resolves. */
    private static DmarcParseResult corrected(
            String name, Status status, Optional<DmarcRecord> record, List<String> texts, List<Finding> findings) {
        List<Finding> suggesting =
                findings.stream().filter(DmarcRecordSelector::mayBeRepaired).toList();
        Optional<Correction> correction =
                suggesting.isEmpty() ? Optional.empty() : DmarcCorrector.correct(name, texts, suggesting);
        if (correction.isEmpty()) {
            return new DmarcParseResult(
                    status,
                    record,
                    correction,
                    findings.stream()
                            .map(finding -> finding.code() == DMARC_P_MISSING
                                            && texts.stream().anyMatch(DmarcCorrector::mentionsPolicy)
                                    ? finding.withSeverity(Severity.ERROR)
                                    : finding)
                            .toList());
        }
        String text = correction.get().corrected();
        DmarcRecordParser.Result result = DmarcRecordParser.read(name, text);
        Set<String> remaining =
                result.findings().stream().map(DmarcRecordSelector::key).collect(Collectors.toSet());
        List<Finding> resolved = findings.stream()
                .filter(finding -> !remaining.contains(key(finding)))
                .toList();
        if (resolved.stream().noneMatch(suggesting::contains)) {
            return new DmarcParseResult(status, record, Optional.empty(), findings);
        }
        return new DmarcParseResult(
                status,
                record,
                correction,
                findings.stream()
                        .map(finding -> suggesting.contains(finding) && resolved.contains(finding)
                                ? weighted(finding, result.record()).withSuggestedText(text)
                                : finding)
                        .toList());
    }

    /** Returns whether a correction may resolve the finding. An unknown tag may be a misspelled one. */
    private static boolean mayBeRepaired(Finding finding) {
        return finding.suggestsText() || finding.code() == DMARC_UNKNOWN_TAG;
    }

    /** Returns what identifies a finding in two texts. Unknown tags are distinguished by their name and value. */
    private static String key(Finding finding) {
        return finding.code() + (finding.code() == DMARC_UNKNOWN_TAG ? " " + finding.evidence() : "");
    }

    /** Returns the finding with its severity. A missing policy is an error if a policy other than none was intended. */
    private static Finding weighted(Finding finding, DmarcRecord corrected) {
        if (finding.code() == DMARC_UNKNOWN_TAG) {
            return finding.withSeverity(Severity.WARNING).withRemedy(MISSPELLED_TAG);
        }
        boolean undone = finding.code() == DMARC_P_MISSING
                && corrected
                        .policy("p")
                        .filter(policy -> policy != AssessmentPolicy.NONE)
                        .isPresent();
        return undone ? finding.withSeverity(Severity.ERROR) : finding;
    }

    /** Returns whether a text begins with the version, and so is a DMARC record. */
    public static boolean isRecord(String text) {
        return DMARC_VERSION.matcher(text).matches();
    }

    private static Optional<Finding> versionFault(String name, DmarcRecordParser.Result result) {
        Matcher version = DMARC_VERSION.matcher(result.record().text());
        return version.matches() && !version.group(1).equals(Tags.VERSION)
                ? Optional.of(DMARC_VERSION_KEY_CASE.about(name).withEvidence(version.group(1)))
                : Optional.empty();
    }

    /** Checks whether any of the texts, none of which is a record, was intended to be one. */
    private static DmarcParseResult readNearMisses(String name, List<String> texts) {
        List<Finding> findings = new ArrayList<>();
        List<String> intended = new ArrayList<>();
        List<String> unrelated = new ArrayList<>();
        for (String text : texts) {
            MisspelledDmarcVersions.of(text, name)
                    .ifPresentOrElse(
                            finding -> {
                                findings.add(finding);
                                intended.add(text);
                            },
                            () -> unrelated.add(text));
        }
        if (!unrelated.isEmpty()) {
            findings.add((intended.isEmpty() ? DMARC_UNRELATED : DMARC_OTHER_RECORDS)
                    .about(name)
                    .withEvidence(String.join(" | ", unrelated)));
        }
        return intended.isEmpty()
                ? new DmarcParseResult(Status.ABSENT, Optional.empty(), Optional.empty(), findings)
                : corrected(name, Status.INVALID, Optional.empty(), intended, findings);
    }
}
