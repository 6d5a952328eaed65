package io.mtasts.check;

import io.mtasts.name.DomainInput;
import io.mtasts.verdict.Report;
import java.util.Optional;
import java.util.Set;

/**
 * The report on a domain, and what it is compared with.
 *
 * @param today the report with the policy that is published today, if {@code report} is a preview of another policy
 * @param include the parts that were requested
 */
public record CheckReport(DomainInput.Accepted input, Report report, Optional<Report> today, Set<Include> include) {

    public CheckReport {
        include = Set.copyOf(include);
    }
}
