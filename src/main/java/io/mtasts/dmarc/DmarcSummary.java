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
            DomainName domain, Optional<DmarcVerdict> verdict, Optional<AppliedPolicy> policy, List<Finding> findings) {
        if (verdict.isEmpty()) {
            return "Where " + domain + " stands with DMARC is not known: " + worst(findings);
        }
        return switch (verdict.get()) {
            case ENFORCING ->
                "Receivers " + verb(policy.orElseThrow().applied()) + " mail in the name of " + domain
                        + " that fails DMARC" + source(domain, policy) + ".";
            case TESTING ->
                domain + " tests a DMARC policy" + source(domain, policy) + ": receivers "
                        + verb(policy.orElseThrow().applied())
                        + " mail in its name that fails DMARC, instead of applying "
                        + policy.get().published() + ".";
            case MONITORING ->
                "The DMARC policy of " + domain + " is none" + source(domain, policy)
                        + ": receivers deliver mail in its name that fails DMARC.";
            case BROKEN -> "DMARC of " + domain + " is broken, so receivers ignore it. " + worst(findings);
            case NOT_CONFIGURED -> domain + " has no DMARC: receivers deliver whatever is sent in its name.";
        };
    }

    private static String source(DomainName domain, Optional<AppliedPolicy> policy) {
        return policy.filter(any -> !any.domain().equals(domain))
                .map(any -> ", by the record of " + any.domain())
                .orElse("");
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
