package io.mtasts.dmarc;

import io.mtasts.finding.Finding;
import io.mtasts.name.DomainName;
import java.util.List;
import java.util.Optional;

/** Where a domain stands with DMARC, in one sentence, for people. */
final class DmarcSummary {

    private DmarcSummary() {}

    /** The sentence; the findings are those of the report, worst first. */
    static String of(
            DomainName domain, Optional<DmarcStatus> status, Optional<AppliedPolicy> policy, List<Finding> findings) {
        if (status.isEmpty()) {
            return "Where " + domain + " stands with DMARC is not known: " + worst(findings);
        }
        String by = policy.filter(any -> !any.domain().equals(domain))
                .map(any -> ", by the record of " + any.domain())
                .orElse("");
        return switch (status.get()) {
            case ENFORCING ->
                "Receivers " + verb(policy.orElseThrow().applied()) + " mail that fakes " + domain + by + ".";
            case TESTING ->
                domain + " tests a DMARC policy" + by + ": receivers "
                        + verb(policy.orElseThrow().applied()) + " mail that fakes it instead of applying "
                        + policy.get().published() + ".";
            case MONITORING ->
                "Receivers deliver mail that fakes " + domain + by + ": its DMARC policy asks for reports only.";
            case BROKEN -> "DMARC of " + domain + " is broken, so receivers ignore it. " + worst(findings);
            case NOT_CONFIGURED -> domain + " has no DMARC: anybody can send mail in its name.";
        };
    }

    private static String verb(AssessmentPolicy policy) {
        return switch (policy) {
            case NONE -> "deliver";
            case QUARANTINE -> "quarantine";
            case REJECT -> "reject";
        };
    }

    private static String worst(List<Finding> findings) {
        return findings.stream().findFirst().map(Finding::message).orElse("");
    }
}
