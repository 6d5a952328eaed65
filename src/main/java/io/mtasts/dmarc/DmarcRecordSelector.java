package io.mtasts.dmarc;

import static io.mtasts.dmarc.DmarcFinding.DMARC_MULTIPLE;
import static io.mtasts.dmarc.DmarcFinding.DMARC_OTHER_RECORDS;
import static io.mtasts.dmarc.DmarcFinding.DMARC_UNRELATED;
import static io.mtasts.dmarc.DmarcFinding.DMARC_VERSION_KEY_CASE;

import io.mtasts.dmarc.DmarcParseResult.Status;
import io.mtasts.finding.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the one DMARC record among the TXT records at a _dmarc name and reads it. RFC 9989, 4.7, 4.10. */
public final class DmarcRecordSelector {

    private static final Pattern DMARC_VERSION =
            Pattern.compile("([vV][ \\t]*=[ \\t]*DMARC1)[ \\t]*(?:;.*)?", Pattern.DOTALL);

    private DmarcRecordSelector() {}

    /**
     * What the records amount to.
     *
     * @param name the name at which they stand
     * @param domain the domain that they are about, for the texts to publish
     * @param texts each record's strings, joined
     */
    public static DmarcParseResult read(String name, String domain, List<String> texts) {
        List<Finding> findings = new ArrayList<>();
        List<String> records = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String text : texts) {
            (isRecord(text) ? records : others).add(text);
        }
        if (records.isEmpty()) {
            return readNearMisses(name, domain, others);
        }
        if (!others.isEmpty()) {
            findings.add(DMARC_OTHER_RECORDS.about(name).withEvidence(String.join(" | ", others)));
        }
        if (records.size() > 1) {
            findings.add(DMARC_MULTIPLE
                    .about(name)
                    .withEvidence(Integer.toString(records.size()))
                    .withSuggestedText(records.get(0)));
            return new DmarcParseResult(Status.MULTIPLE, Optional.empty(), findings);
        }
        DmarcRecordParser.Result reading = DmarcRecordParser.read(name, domain, records.get(0));
        versionFault(name, reading).ifPresent(findings::add);
        findings.addAll(reading.findings());
        Status status = reading.record().valid() ? Status.VALID : Status.INVALID;
        return new DmarcParseResult(status, Optional.of(reading.record()), findings);
    }

    /** Whether a text begins with the version, and so is a DMARC record. */
    public static boolean isRecord(String text) {
        return DMARC_VERSION.matcher(text).matches();
    }

    private static Optional<Finding> versionFault(String name, DmarcRecordParser.Result reading) {
        Matcher version = DMARC_VERSION.matcher(reading.record().text());
        return version.matches() && !version.group(1).equals(Tags.VERSION)
                ? Optional.of(DMARC_VERSION_KEY_CASE
                        .about(name)
                        .withEvidence(version.group(1))
                        .withSuggestedText(reading.publish().toString()))
                : Optional.empty();
    }

    /** Nothing is left after discarding: was any of the discarded texts meant to be the record? */
    private static DmarcParseResult readNearMisses(String name, String domain, List<String> texts) {
        List<Finding> findings = new ArrayList<>();
        List<String> unrelated = new ArrayList<>();
        for (String text : texts) {
            MisspelledDmarcVersion.of(text, name)
                    .map(finding -> finding.withSuggestedText(MisspelledDmarcVersion.corrected(text, domain)
                            .orElse(Tags.example(domain))
                            .toString()))
                    .ifPresentOrElse(findings::add, () -> unrelated.add(text));
        }
        boolean meant = !findings.isEmpty();
        if (!unrelated.isEmpty()) {
            findings.add((meant ? DMARC_OTHER_RECORDS : DMARC_UNRELATED)
                    .about(name)
                    .withEvidence(String.join(" | ", unrelated)));
        }
        return new DmarcParseResult(meant ? Status.INVALID : Status.ABSENT, Optional.empty(), findings);
    }
}
