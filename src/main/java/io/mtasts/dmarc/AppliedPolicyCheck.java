package io.mtasts.dmarc;

import static io.mtasts.dmarc.DmarcFinding.DMARC_PSD;
import static io.mtasts.dmarc.DmarcFinding.DMARC_PSD_RUF;
import static io.mtasts.dmarc.DmarcFinding.DMARC_P_NONE;
import static io.mtasts.dmarc.DmarcFinding.DMARC_RUA_MISSING;
import static io.mtasts.dmarc.DmarcFinding.DMARC_SUBDOMAINS_IGNORED;
import static io.mtasts.dmarc.DmarcFinding.DMARC_SUBDOMAINS_WEAKER;
import static io.mtasts.dmarc.DmarcFinding.DMARC_TESTING;
import static io.mtasts.dmarc.DmarcFinding.DMARC_T_NO_EFFECT;

import io.mtasts.finding.Correction;
import io.mtasts.finding.Finding;
import io.mtasts.finding.Severity;
import io.mtasts.name.DomainName;
import io.mtasts.text.TagList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A check of what the record that applies asks for, not of how it is written. RFC 9989, 4.7. */
final class AppliedPolicyCheck {

    private final String name;
    private final AppliedPolicy policy;
    private final DmarcRecord record;
    private final Tags tags;
    private final List<Advice> advice = new ArrayList<>();
    private final List<Finding> others = new ArrayList<>();

    /**
     * A finding, and the change of the record that resolves it.
     *
     * @param isRepair whether the change is right at once, not only after the owner has read reports
     * @param assumes what must be created first
     */
    private record Advice(
            Finding finding, UnaryOperator<Map<String, String>> change, boolean isRepair, List<String> assumes) {}

    /**
     * The findings, and the change of the record that they suggest.
     *
     * @param correction empty if nothing should change at once
     */
    record Result(List<Finding> findings, Optional<Correction> correction) {}

    private AppliedPolicyCheck(AppliedPolicy policy) {
        this.policy = policy;
        this.name = TreeWalk.nameFor(policy.domain());
        this.record = policy.record();
        this.tags = record.tags();
    }

    /**
     * Checks a policy. All findings that suggest a text suggest the same text.
     *
     * @param organization the Organizational Domain of the domain that is checked, empty if it is not known
     * @param below the policy for domains below the domain of the record, if they get it from another record
     * @param correction the correction of the record's text, on which the findings rely if there is one
     */
    static Result check(
            AppliedPolicy policy,
            Optional<DomainName> organization,
            Optional<AppliedPolicy> below,
            Optional<Correction> correction) {
        AppliedPolicyCheck check = new AppliedPolicyCheck(policy);
        check.checkSuffix();
        if (policy.record().valid()) {
            check.checkSubdomains(organization);
            below.ifPresent(check::checkBelow);
        }
        check.checkReports();
        if (policy.record().valid()) {
            check.checkStrength();
        }
        return check.result(correction);
    }

    private Result result(Optional<Correction> repair) {
        List<Finding> findings = new ArrayList<>(others);
        if (repair.isPresent()) {
            advice.forEach(advised -> findings.add(resolvedBy(repair.get(), advised.finding())));
            return new Result(findings, Optional.empty());
        }
        Optional<Map<String, String>> current = DmarcCorrector.tags(record.text());
        Optional<Advice> lead = advice.stream()
                .filter(Advice::isRepair)
                .findFirst()
                .or(() -> advice.stream().findFirst());
        Optional<String> text =
                lead.flatMap(first -> current.map(first.change()).map(AppliedPolicyCheck::print));
        for (Advice advised : advice) {
            boolean same = text.equals(current.map(advised.change()).map(AppliedPolicyCheck::print));
            findings.add(same ? advised.finding().withSuggestedText(text.orElse("")) : advised.finding());
        }
        Optional<Correction> correction = lead.filter(Advice::isRepair)
                .flatMap(first -> text.map(corrected -> new Correction(
                        name,
                        Correction.Type.TXT,
                        record.text(),
                        corrected,
                        List.of(change(first, current.orElseThrow())),
                        first.assumes())));
        return new Result(findings, correction);
    }

    /** Returns the first tag that differs. */
    private static Correction.Change change(Advice advised, Map<String, String> current) {
        Map<String, String> better = advised.change().apply(current);
        String from = current.entrySet().stream()
                .filter(tag -> !tag.getValue().equals(better.get(tag.getKey())))
                .map(tag -> tag.getKey() + "=" + tag.getValue())
                .collect(Collectors.joining("; "));
        String to = better.entrySet().stream()
                .filter(tag -> !tag.getValue().equals(current.get(tag.getKey())))
                .map(tag -> tag.getKey() + "=" + tag.getValue())
                .collect(Collectors.joining("; "));
        return new Correction.Change(advised.finding().code(), from, to);
    }

    /** Returns the finding, or information if the correction of an invalid address resolves it. */
    private static Finding resolvedBy(Correction repair, Finding finding) {
        boolean hasAddress = finding.code() == DMARC_RUA_MISSING
                && !DmarcRecordParser.read("", repair.corrected())
                        .record()
                        .rua()
                        .isEmpty();
        return hasAddress ? finding.asInfo().withSuggestedText(repair.corrected()) : finding;
    }

    private static String print(Map<String, String> values) {
        return TagList.print(Tags.VERSION, values);
    }

    private void checkStrength() {
        if (policy.published() == AssessmentPolicy.NONE) {
            suggest(
                    DMARC_P_NONE,
                    "",
                    false,
                    values -> values.put(policy.tag(), AssessmentPolicy.QUARANTINE.toString()));
        }
        if (record.testing()) {
            AssessmentPolicy requested = policy.inTest() ? policy.published() : strongest();
            boolean noEffect = requested == AssessmentPolicy.NONE;
            suggest(
                    noEffect ? DMARC_T_NO_EFFECT : DMARC_TESTING,
                    requested.downgraded() + " instead of " + requested,
                    noEffect,
                    values -> values.remove("t"));
        }
    }

    /** Returns the strongest policy for the domain and its subdomains, because test mode applies to all of them. */
    private AssessmentPolicy strongest() {
        return Stream.of("p", "sp", "np")
                .flatMap(tag -> record.policy(tag).stream())
                .max(Comparator.naturalOrder())
                .orElse(AssessmentPolicy.NONE);
    }

    /** Checks the tags sp and np. They count only at the Organizational Domain. */
    private void checkSubdomains(Optional<DomainName> organization) {
        boolean hasSubdomainPolicy =
                tags.value("sp").isPresent() || tags.value("np").isPresent();
        boolean counts = organization.filter(policy.domain()::equals).isPresent() || record.psd() == PsdFlag.YES;
        if (hasSubdomainPolicy && organization.isPresent() && !counts) {
            suggest(DMARC_SUBDOMAINS_IGNORED, organization.get().ascii(), false, values -> {
                values.remove("sp");
                values.remove("np");
            });
            return;
        }
        AssessmentPolicy own = record.policy("p").orElseThrow();
        List<String> weaker = Stream.of("sp", "np")
                .filter(tag -> record.policy(tag)
                        .filter(other -> other.weakerThan(own))
                        .isPresent())
                .toList();
        for (String tag : weaker) {
            suggest(
                    DMARC_SUBDOMAINS_WEAKER,
                    tag + "=" + tags.value(tag).orElseThrow(),
                    false,
                    values -> weaker.forEach(other -> values.put(other, own.toString())));
        }
    }

    /**
     * Checks the policy for mail from names below the domain. Without psd=n such names belong to the Organizational Domain
     * above, and its record applies to them. RFC 9989, 4.10.1, 4.10.2, 5.1.8.
     */
    private void checkBelow(AppliedPolicy below) {
        AssessmentPolicy own = record.policy("p").orElseThrow();
        if (below.published().weakerThan(own)) {
            suggest(
                    DMARC_SUBDOMAINS_WEAKER,
                    below.tag() + "=" + below.published() + " of " + below.domain() + " applies below "
                            + policy.domain() + ", because this record has no psd=n",
                    false,
                    values -> values.put("psd", "n"));
        }
    }

    private void checkReports() {
        boolean misplaced = DmarcCorrector.tags(record.text())
                .filter(DmarcCorrector::hasMisplacedAddresses)
                .isPresent();
        if (record.rua().isEmpty() && misplaced) {
            // A new mailbox next to the intended one would send the reports to the wrong place.
            others.add(DMARC_RUA_MISSING
                    .about(name)
                    .withSeverity(Severity.WARNING)
                    .withRemedy("The record has an address in a tag that receivers ignore. If the address is for"
                            + " aggregate reports, rename the tag to rua."));
        } else if (record.rua().isEmpty()) {
            String address = Tags.reports(policy.domain().ascii());
            boolean pointless = policy.published() == AssessmentPolicy.NONE || policy.inTest();
            advice.add(new Advice(
                    DMARC_RUA_MISSING.about(name).withSeverity(pointless ? Severity.WARNING : Severity.INFO),
                    changing(values -> values.put("rua", address)),
                    true,
                    List.of(Tags.mailboxAssumption(policy.domain().ascii()))));
        }
    }

    private void checkSuffix() {
        if (record.psd() == PsdFlag.YES) {
            others.add(DMARC_PSD.about(policy.domain().ascii()));
            if (!record.ruf().isEmpty()) {
                suggest(DMARC_PSD_RUF, "", true, values -> {
                    values.remove("ruf");
                    values.remove("fo");
                });
            }
        }
    }

    private void suggest(DmarcFinding code, String evidence, boolean isRepair, Consumer<Map<String, String>> change) {
        advice.add(new Advice(code.about(name).withEvidence(evidence), changing(change), isRepair, List.of()));
    }

    private static UnaryOperator<Map<String, String>> changing(Consumer<Map<String, String>> change) {
        return values -> {
            Map<String, String> changed = new LinkedHashMap<>(values);
            change.accept(changed);
            return changed;
        };
    }
}
