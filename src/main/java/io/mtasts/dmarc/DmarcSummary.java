package io.mtasts.dmarc;

import io.mtasts.finding.Finding;
import io.mtasts.name.DomainName;
import java.util.List;
import java.util.Optional;

/** The DMARC status of a domain in one sentence. */
final class DmarcSummary {

    private DmarcSummary() {}

    /** Returns the sentence. The findings are those of the report, the worst first. */
    static String of(
            DomainName domain, Optional<DmarcVerdict> verdict, Optional<AppliedPolicy> policy, List<Finding> findings) {
        if (verdict.isEmpty()) {
            return "The DMARC status of " + domain + " could not be determined: " + Finding.firstMessage(findings);
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
            case BROKEN ->
                "DMARC of " + domain + " is broken, so receivers ignore it. " + Finding.firstMessage(findings);
            case NOT_CONFIGURED -> domain + " has no DMARC: receivers deliver all mail in its name.";
        };
    }

    private static String source(DomainName domain, Optional<AppliedPolicy> policy) {
        return policy.filter(other -> !other.domain().equals(domain))
                .map(other -> ", by the record of " + other.domain())
                .orElse("");
    }

    private static String verb(AssessmentPolicy policy) {
        return switch (policy) {
            case NONE -> "deliver";
            case QUARANTINE -> "quarantine";
            case REJECT -> "reject";
        };
    }
}
