package io.mtasts.verdict;

import io.mtasts.finding.Correction;
import io.mtasts.finding.Finding;
import io.mtasts.name.DomainName;
import io.mtasts.name.StandardNames;
import io.mtasts.tlsrpt.TlsRptFinding;
import io.mtasts.tlsrpt.TlsRptParseResult;
import io.mtasts.tlsrpt.TlsRptParser;
import io.mtasts.verdict.TlsRptObservations.MisplacedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The evaluation of the TLS reporting record.
 *
 * @param result empty if the lookup failed, so that nothing is known
 */
public record TlsRptCheck(Optional<TlsRptParseResult> result, List<Finding> findings) {

    public TlsRptCheck {
        findings = List.copyOf(findings);
    }

    /**
     * Returns all repairs of the record in one text, to be published at the target if the name is an alias. Empty if there
     * is nothing to repair, or no single plain reading.
     */
    public Optional<Correction> correction() {
        return result.flatMap(TlsRptParseResult::correction);
    }

    /** Evaluates the lookup at _smtp._tls. RFC 8460, 3. */
    public static TlsRptCheck of(DomainName domain, TlsRptObservations observed) {
        Lookup<String> lookup = observed.lookup();
        if (!lookup.conclusive()) {
            return new TlsRptCheck(
                    Optional.empty(),
                    List.of(TlsRptFinding.TLSRPT_LOOKUP_FAILED
                            .about(lookup.name())
                            .withEvidence(lookup.failure())
                            .withRemedy(lookup.failureRemedy())
                            .asTransient(lookup.mayRecover())));
        }
        // Equal records are one record. RFC 2181, 5
        List<String> texts = lookup.records().stream().distinct().toList();
        TlsRptParseResult reading = TlsRptParser.read(lookup.name(), domain.ascii(), texts);
        Optional<String> target = Lookup.target(lookup.cnames());
        List<Finding> findings = new ArrayList<>();
        if (lookup.outcome() == Lookup.Outcome.NAME_TOO_LONG) {
            findings.add(TlsRptFinding.TLSRPT_NAME_TOO_LONG.about(lookup.name()));
        } else {
            findings.addAll(reading.findings());
            findings.addAll(misplaced(lookup.name(), domain, observed.misplaced()));
            Optional<String> moved = moved(domain, observed.misplaced());
            moved.ifPresent(text -> findings.replaceAll(
                    finding -> finding.code() == TlsRptFinding.TLSRPT_ABSENT ? published(finding, text) : finding));
            findings.replaceAll(finding -> StsRecordCheck.atTarget(finding, target, TlsRptFinding.TLSRPT_ABSENT));
            if (observed.domainAbsent()) {
                // No record can be published at a domain that does not exist.
                findings.replaceAll(finding -> finding.code() == TlsRptFinding.TLSRPT_ABSENT
                        ? finding.withSuggestedText("").withRemedy("No action is needed before the domain exists.")
                        : finding);
                findings.add(0, DomainFinding.DOMAIN_NXDOMAIN.about(domain.ascii()));
            }
        }
        observed.destinations()
                .forEach(destination -> destination
                        .obstacle()
                        .ifPresent(obstacle -> findings.add(TlsRptFinding.TLSRPT_DESTINATION_UNREACHABLE
                                .about(destination.uri())
                                .withEvidence(obstacle))));
        return new TlsRptCheck(Optional.of(reading.at(target.orElse(lookup.name()))), findings);
    }

    private static List<Finding> misplaced(String name, DomainName domain, List<MisplacedText> texts) {
        String moved = moved(domain, texts).orElse("");
        return texts.stream()
                .map(MisplacedText::name)
                .distinct()
                .map(wrong -> TlsRptFinding.TLSRPT_WRONG_NAME
                        .about(name)
                        .withEvidence(wrong)
                        .withSuggestedText(moved))
                .toList();
    }

    /** Adds the record that exists at a wrong name, whose mailbox needs no creation. */
    private static Finding published(Finding absent, String text) {
        return absent.withSuggestedText(text)
                .withRemedy("Publish a TXT record at {subject}, with the text that is at a wrong name: {publish}");
    }

    /** Returns the text to publish at the right name; empty unless all texts at wrong names mean the same valid record. */
    private static Optional<String> moved(DomainName domain, List<MisplacedText> texts) {
        Set<Optional<String>> valid =
                texts.stream().map(text -> valid(domain, text.text())).collect(Collectors.toSet());
        return valid.size() == 1 ? valid.iterator().next() : Optional.empty();
    }

    private static Optional<String> valid(DomainName domain, String text) {
        TlsRptParseResult read = TlsRptParser.read(StandardNames.tlsRptRecord(domain), domain.ascii(), List.of(text));
        return read.findings().isEmpty() ? Optional.of(text) : read.correction().map(Correction::corrected);
    }
}
